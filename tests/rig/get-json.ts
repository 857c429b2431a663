/** Reads one of an engine's own replies, past Bilge and docker. */

import { setTimeout as delay } from 'node:timers/promises';
import type { RigEngine } from './engines.ts';

/**
 * Throws with the engine's words when it does not answer 200. A build that has just ended takes snapshots away that a df of the
 * containerd store then misses (seen on 28.5): asked again, it is well.
 */
export async function getJson<T>(engine: RigEngine, path: string): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    const { status, body } = await engine.api('GET', path);
    if (status === 200) return JSON.parse(body) as T;
    if (attempts === 50 || !/snapshot \S+ does not exist/.test(body))
      throw new Error(`${engine.name}: GET ${path} was answered ${status}: ${body.slice(0, 500)}`);
    await delay(50);
  }
}
