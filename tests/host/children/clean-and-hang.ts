/** Begins a clean, records one step, and then waits to be killed. */

import { once } from 'node:events';
import { FileJournal } from '../../../electron/host/journal.ts';
import { deletedItem } from '../../../shared/plan.ts';
import { aPlan } from '../sample-plan.ts';

const [stateDir = ''] = process.argv.slice(2);
const journal = new FileJournal(stateDir, { write: () => undefined });
const plan = aPlan();
await journal.begin(plan, 'command-line', 1_700_000_000_500);
await journal.step({ deleted: plan.items.slice(0, 1).map(deletedItem), skipped: [], workedMs: 100 });
process.stdout.write('one step done\n');
await once(process.stdin, 'data');
