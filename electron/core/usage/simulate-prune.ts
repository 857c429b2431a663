/** What a prune would delete: BuildKit's leaf-first rounds to a fix-point, without an engine. */

import type { Forest } from './forest.ts';

/**
 * 1 for each node that goes: those that may go and whose descendants all go too.
 * This is the fix-point of "delete every leaf that may go, until nothing changes" (BuildKit v0.8–v0.32, `cache/manager.go`);
 * `Forest.childrenFirst` is the order in which they go.
 */
export function simulatePrune<T>(
  forest: Forest,
  values: readonly T[],
  mayGo: (value: T) => boolean,
): Uint8Array {
  return forest.heldBy(values, (value) => !mayGo(value)).map((isHeld) => 1 - isHeld);
}
