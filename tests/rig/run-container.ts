/** Runs containers in an engine, without network, and in spite of starts that runc loses. */

import { setTimeout as delay } from 'node:timers/promises';
import type { RigEngine } from './engines.ts';
import { getJson } from './get-json.ts';
import { retryLostStarts } from './retry-lost-starts.ts';
import { stdoutOf } from './stdout-of.ts';

/** `docker run` to the container's end: `args` are further options, the image and its command. */
export async function runContainer(engine: RigEngine, name: string, args: readonly string[]): Promise<void> {
  await run(engine, name, args);
  await ended(engine, name);
}

/** One that stays until it is removed: a signal that its first process cannot ignore ends it at once. */
export const runInBackground = (engine: RigEngine, name: string, args: readonly string[]): Promise<void> =>
  run(engine, name, ['--detach', '--stop-signal', 'KILL', ...args]);

async function run(engine: RigEngine, name: string, args: readonly string[]): Promise<void> {
  const output = await retryLostStarts(
    () => engine.tryDocker(['run', '--name', name, '--network', 'none', ...args]),
    // With its anonymous volumes, or the state would hold one more than it promises.
    () => engine.docker(['rm', '--force', '--volumes', name]),
  );
  stdoutOf(`${engine.name}: docker run ${name} ${args.join(' ')}`, output);
}

/** `docker start` of one that exists. */
export async function startContainer(engine: RigEngine, name: string): Promise<void> {
  const output = await retryLostStarts(() => engine.tryDocker(['start', name]));
  stdoutOf(`${engine.name}: docker start ${name}`, output);
}

/** `docker start` of one that exists, to its end. */
export async function startToItsEnd(engine: RigEngine, name: string): Promise<void> {
  const output = await retryLostStarts(() => engine.tryDocker(['start', '--attach', name]));
  stdoutOf(`${engine.name}: docker start --attach ${name}`, output);
  await ended(engine, name);
}

/** The engine tells the waiting docker of the end a moment before its own list knows it. */
async function ended(engine: RigEngine, name: string): Promise<void> {
  const isListed = async (): Promise<boolean> => {
    const alive = await getJson<readonly { readonly Names: readonly string[] }[]>(engine, '/containers/json');
    return alive.some(({ Names }) => Names.includes(`/${name}`));
  };
  while (await isListed()) await delay(20);
}
