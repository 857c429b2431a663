/** What each thing weighs with everything made from it, where a thing may be made from several. */

import type { Forest } from './forest.ts';

/** Ancestors walked through in all, for each node: build cache is some dozens deep, whatever has several parents in it. */
const MOST_STEPS_A_NODE = 32;

/**
 * For any values by place, their sums over each node and all its descendants, each counted once.
 *
 * A node with one parent hands its sum on to it. One with several cannot, since they may meet again further up: all its
 * ancestors are looked up, once, and it is added to each of them. Where there are more of those than can be walked through in
 * reasonable time (thousands of merges above one another, which no build makes), the rest count below their first parent alone:
 * a sum is then too small, and never too large.
 */
export function sumsBelow(forest: Forest): (values: Float64Array) => Float64Array {
  const parentOf = firstParents(forest);
  const merges = mergesOf(forest, parentOf);
  const order = forest.childrenFirst();
  return (values) => {
    const sums = values.slice();
    for (const place of order) {
      const parent = parentOf[place] ?? NONE;
      if (parent !== NONE) sums[parent] = (sums[parent] ?? 0) + (sums[place] ?? 0);
    }
    const bundles = merges.map(({ place }) => sums[place] ?? 0);
    for (const [index, { ancestors }] of merges.entries()) {
      for (const ancestor of ancestors) sums[ancestor] = (sums[ancestor] ?? 0) + (bundles[index] ?? 0);
    }
    return sums;
  };
}

interface Merge {
  readonly place: number;
  readonly ancestors: readonly number[];
}

const NONE = -1;

/** A member of a circle has none: its sum would never end. */
function firstParents(forest: Forest): Int32Array {
  const parentOf = new Int32Array(forest.size).fill(NONE);
  const turn = new Int32Array(forest.size);
  forest.childrenFirst().forEach((place, index) => (turn[place] = index));
  for (let place = 0; place < forest.size; place += 1)
    forest.eachParent(place, (parent) => {
      const isLater = (turn[parent] ?? 0) > (turn[place] ?? 0);
      if (parentOf[place] === NONE && isLater) parentOf[place] = parent;
    });
  return parentOf;
}

/** The nodes with several parents, taken off `parentOf`, and all that each was made from. */
function mergesOf(forest: Forest, parentOf: Int32Array): readonly Merge[] {
  const seenBy = new Int32Array(forest.size).fill(NONE);
  const merges: Merge[] = [];
  let steps = forest.size * MOST_STEPS_A_NODE;
  for (let place = 0; place < forest.size && steps > 0; place += 1) {
    if (forest.parentCount(place) < 2) continue;
    seenBy[place] = place;
    const ancestors: number[] = [];
    const see = (parent: number): void => {
      if (seenBy[parent] === place) return;
      seenBy[parent] = place;
      ancestors.push(parent);
    };
    forest.eachParent(place, see);
    // It grows on the way: the parents of each are looked at in turn.
    for (const ancestor of ancestors) forest.eachParent(ancestor, see);
    steps -= ancestors.length;
    parentOf[place] = NONE;
    merges.push({ place, ancestors });
  }
  return merges;
}
