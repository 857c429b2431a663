/** Which nodes of a forest can go: a node is held as long as anything made from it stays. Serves cache records and images alike. */

/** A cache record or an image: made from its parents, which cannot go before it. */
export interface Descendant {
  readonly id: string;
  readonly parentIds: readonly string[];
}

/**
 * Ids of the kept nodes and of all their ancestors. Unknown parents are passed over, circles end.
 * Cost grows with nodes and edges, never with depth.
 */
export function heldIds<T extends Descendant>(
  nodes: readonly T[],
  isKept: (node: T) => boolean,
): ReadonlySet<string> {
  const held = new Set<string>();
  const queue = nodes.filter(isKept);
  if (queue.length === 0) return held;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (held.has(node.id)) continue;
    held.add(node.id);
    for (const parentId of node.parentIds) {
      const parent = byId.get(parentId);
      if (parent !== undefined) queue.push(parent);
    }
  }
  return held;
}

/** The nodes in an order in which each comes before everything it was made from. A circle's members keep their input order, last. */
export function childrenFirst<T extends Descendant>(nodes: readonly T[]): readonly T[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const waitingChildren = new Map<string, number>();
  for (const node of nodes) {
    for (const id of distinctParents(node)) waitingChildren.set(id, (waitingChildren.get(id) ?? 0) + 1);
  }

  const ordered = new Set(nodes.filter(({ id }) => !waitingChildren.has(id)));
  // A set iterates over what is added on the way: this walks the forest from its leaves down.
  for (const node of ordered) {
    for (const id of distinctParents(node)) {
      const left = (waitingChildren.get(id) ?? 0) - 1;
      waitingChildren.set(id, left);
      const parent = byId.get(id);
      if (left === 0 && parent !== undefined) ordered.add(parent);
    }
  }
  return ordered.size === nodes.length
    ? [...ordered]
    : [...ordered, ...nodes.filter((node) => !ordered.has(node))];
}

function distinctParents({ parentIds }: Descendant): Iterable<string> {
  return parentIds.length > 1 ? new Set(parentIds) : parentIds;
}
