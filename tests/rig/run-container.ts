/** Runs containers in an engine, without network, and in spite of starts that runc loses. */

import type { RigEngine } from './engines.ts';
import { retryLostStarts } from './retry-lost-starts.ts';
import { stdoutOf } from './stdout-of.ts';

/** `docker run`: `args` are further options, the image and its command. */
export async function runContainer(engine: RigEngine, name: string, args: readonly string[]): Promise<void> {
  const output = await retryLostStarts(
    () => engine.tryDocker(['run', '--name', name, '--network', 'none', ...args]),
    // With its anonymous volumes, or the state would hold one more than it promises.
    () => engine.docker(['rm', '--force', '--volumes', name]),
  );
  stdoutOf(`${engine.name}: docker run ${name} ${args.join(' ')}`, output);
}

/** One that stays until it is removed: a signal that its first process cannot ignore ends it at once. */
export const runInBackground = (engine: RigEngine, name: string, args: readonly string[]): Promise<void> =>
  runContainer(engine, name, ['--detach', '--stop-signal', 'KILL', ...args]);

/** `docker start` of one that exists, waiting for its end with `--attach`. */
export async function startContainer(
  engine: RigEngine,
  name: string,
  ...options: readonly '--attach'[]
): Promise<void> {
  const output = await retryLostStarts(() => engine.tryDocker(['start', ...options, name]));
  stdoutOf(`${engine.name}: docker start ${name}`, output);
}
