/** A short name for one engine, by which history, consent and locks tell engines apart. */

import type { EngineIdentity } from '../../shared/plan.ts';

/** Sixteen hex digits of FNV-1a over endpoint, id and root: the same engine reached the same way always has the same key. */
export function engineKey({ endpoint, id, rootDir }: EngineIdentity): string {
  const text = JSON.stringify([endpoint, id ?? null, rootDir]);
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

export function isSameEngine(one: EngineIdentity, other: EngineIdentity): boolean {
  return one.endpoint === other.endpoint && one.id === other.id && one.rootDir === other.rootDir;
}
