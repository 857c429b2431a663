/** What a prune would delete, and in which order: BuildKit's leaf-first rounds to a fix-point, without an engine. */

import { childrenFirst, heldIds, type Descendant } from './held-by-kept.ts';

/**
 * The nodes that go, children before parents: those that may go and whose descendants all go too.
 * This is the fix-point of "delete every leaf that may go, until nothing changes" (BuildKit v0.8–v0.32, `cache/manager.go`).
 */
export function simulatePrune<T extends Descendant>(
  nodes: readonly T[],
  mayGo: (node: T) => boolean,
): readonly T[] {
  const held = heldIds(nodes, (node) => !mayGo(node));
  return childrenFirst(nodes.filter((node) => !held.has(node.id)));
}
