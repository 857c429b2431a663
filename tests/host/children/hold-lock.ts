/** Takes a lock when told to, says whether it has it, and holds it until it is told to go on or killed. */

import { once } from 'node:events';
import { FileCleanLock } from '../../../electron/host/clean-lock.ts';

const [stateDir = '', engineKey = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const release = await new FileCleanLock(stateDir).acquire(engineKey);
process.stdout.write(release === undefined ? 'refused\n' : 'held\n');
await once(process.stdin, 'data');
await release?.();
process.stdout.write('released\n');
