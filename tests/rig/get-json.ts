/** Reads one of an engine's own replies, past Bilge and docker. */

import type { RigEngine } from './engines.ts';
import { askAgainForSnapshots } from './lost-snapshot.ts';

/** Throws with the engine's words when it does not answer 200. */
export async function getJson<T>(engine: RigEngine, path: string): Promise<T> {
  const { status, body } = await askAgainForSnapshots(
    () => engine.api('GET', path),
    (answer) => (answer.status === 200 ? '' : answer.body),
  );
  if (status === 200) return JSON.parse(body) as T;
  throw new Error(`${engine.name}: GET ${path} was answered ${status}: ${body.slice(0, 500)}`);
}
