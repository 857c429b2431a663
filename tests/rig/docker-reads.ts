/** What docker itself prints of an engine's use of the disk. */

import type { RigEngine } from './engines.ts';
import { askAgainForSnapshots } from './lost-snapshot.ts';
import { stdoutOf } from './stdout-of.ts';

/** A command that changes nothing. Throws with docker's words when it fails. */
export async function dockerReads(engine: RigEngine, args: readonly string[]): Promise<string> {
  const output = await askAgainForSnapshots(
    () => engine.tryDocker(args),
    ({ stderr }) => stderr,
  );
  return stdoutOf(`${engine.name}: docker ${args.join(' ')}`, output);
}
