/** Begins a clean, records one step, and then waits to be killed. */

import { once } from 'node:events';
import { FileJournal } from '../../../electron/host/journal.ts';
import { aPlan, deletedOf } from '../sample-plan.ts';

const [stateDir = ''] = process.argv.slice(2);
const journal = new FileJournal(stateDir, { write: () => undefined });
const plan = aPlan();
await journal.begin(plan, 'command-line', 1_700_000_000_500);
await journal.step({ deleted: plan.items.slice(0, 1).map(deletedOf), skipped: [] });
process.stdout.write('one step done\n');
await once(process.stdin, 'data');
