/** Takes everything out of a rig engine, so that one engine serves many states. */

import { importBase } from './build-image.ts';
import { objectsOf } from './engine-objects.ts';
import type { RigEngine } from './engines.ts';

const deletePaths: Readonly<Record<string, (id: string) => string>> = {
  container: (id) => `/containers/${id}?force=1&v=1`,
  image: (id) => `/images/${id}?force=1`,
  volume: (id) => `/volumes/${id}`,
  network: (id) => `/networks/${id}`,
};

/** Leaves the base image alone, imported anew. */
export async function emptyEngine(engine: RigEngine): Promise<void> {
  // What something else held goes in the next round.
  for (let leftCount = Infinity; leftCount > 0;) {
    const keys = [...(await objectsOf(engine)).keys()];
    if (keys.length >= leftCount) throw new Error(`${engine.name} holds on to ${keys.join(', ')}`);
    leftCount = keys.length;
    await deleteAll(engine, keys);
  }
  await importBase(engine);
}

async function deleteAll(engine: RigEngine, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const [kind = '', id = ''] = key.split(' ');
    const path = deletePaths[kind]?.(id);
    if (path !== undefined) await engine.api('DELETE', path);
  }
  await engine.api('POST', '/build/prune?all=1');
}
