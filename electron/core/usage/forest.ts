/** Things made from one another, by place: what holds what, and the order in which they can go. Serves cache records and images alike. */

import { oncePerReading } from './once-per-reading.ts';

/** A cache record or an image: made from its parents, which cannot go before it. */
export interface Descendant {
  readonly id: string;
  readonly parentIds: readonly string[];
}

/**
 * A forest of nodes by their place in the list, built once and asked often. Unknown parents are passed over, circles end.
 * Every question costs time with nodes and edges, never with depth, and allocates nothing by the node.
 */
export class Forest {
  /** Parents of node i are `#parents[#ends[i - 1]]` up to `#parents[#ends[i]]`. */
  readonly #ends: Int32Array;
  readonly #parents: Int32Array;
  #order: Int32Array | undefined;

  constructor(nodes: readonly Descendant[]) {
    const placeOf = new Map<string, number>();
    for (let place = 0; place < nodes.length; place += 1) placeOf.set(nodes[place]?.id ?? '', place);
    const ends = new Int32Array(nodes.length);
    const parents: number[] = [];
    for (let place = 0; place < nodes.length; place += 1) {
      const parentIds = nodes[place]?.parentIds ?? [];
      const first = parents.length;
      for (const id of parentIds) {
        const parent = placeOf.get(id);
        // One named twice is one parent; there are two or three at most.
        if (parent !== undefined && !parents.includes(parent, first)) parents.push(parent);
      }
      ends[place] = parents.length;
    }
    this.#ends = ends;
    this.#parents = Int32Array.from(parents);
  }

  get size(): number {
    return this.#ends.length;
  }

  /**
   * 1 for each kept node and for all its ancestors: a node is held as long as anything made from it stays.
   * `values` has what is known of each node, by its place.
   */
  heldBy<T>(values: readonly T[], isKept: (value: T, place: number) => boolean): Uint8Array {
    const held = new Uint8Array(this.size);
    const queue: number[] = [];
    const hold = (place: number): void => {
      if (held[place] === 1) return;
      held[place] = 1;
      queue.push(place);
    };
    values.forEach((value, place) => {
      if (isKept(value, place)) hold(place);
    });
    for (let place = queue.pop(); place !== undefined; place = queue.pop()) this.eachParent(place, hold);
    return held;
  }

  /** 1 for a node and for all made from it. */
  treeOf(root: number): Uint8Array {
    const isIn = new Uint8Array(this.size);
    isIn[root] = 1;
    const order = this.childrenFirst();
    for (let left = order.length - 1; left >= 0; left -= 1) {
      const place = order[left] ?? 0;
      this.eachParent(place, (parent) => {
        if (isIn[parent] === 1) isIn[place] = 1;
      });
    }
    return isIn;
  }

  /** All places, each before those it was made from. A circle's members keep their order, last. */
  childrenFirst(): Int32Array {
    this.#order ??= this.#orderChildrenFirst();
    return this.#order;
  }

  eachParent(place: number, visit: (parent: number) => void): void {
    const end = this.#ends[place] ?? 0;
    for (let edge = place === 0 ? 0 : (this.#ends[place - 1] ?? 0); edge < end; edge += 1)
      visit(this.#parents[edge] ?? 0);
  }

  parentCount(place: number): number {
    return (this.#ends[place] ?? 0) - (place === 0 ? 0 : (this.#ends[place - 1] ?? 0));
  }

  /** How many were made from each node itself, by place. */
  childCounts(): Int32Array {
    const counts = new Int32Array(this.size);
    for (const parent of this.#parents) counts[parent] = (counts[parent] ?? 0) + 1;
    return counts;
  }

  #orderChildrenFirst(): Int32Array {
    const waitingChildren = this.childCounts();
    const order = new Int32Array(this.size);
    let count = 0;
    const addWhere = (isNext: (waiting: number) => boolean): void =>
      waitingChildren.forEach((waiting, place) => {
        if (isNext(waiting)) order[count++] = place;
      });
    addWhere((waiting) => waiting === 0);
    // The list grows on the way: this walks the forest from its leaves down.
    for (let done = 0; done < count; done += 1)
      this.eachParent(order[done] ?? 0, (parent) => {
        const left = (waitingChildren[parent] ?? 0) - 1;
        waitingChildren[parent] = left;
        if (left === 0) order[count++] = parent;
      });
    if (count < this.size) addWhere((waiting) => waiting > 0);
    return order;
  }
}

/** The forest of a list that no one changes. */
export const forestOf = oncePerReading((nodes: readonly Descendant[]) => new Forest(nodes));
