/** What was made from each thing: a forest knows parents, a tree that people open goes the other way. */

import type { Forest } from './forest.ts';
import { oncePerReading } from './once-per-reading.ts';

/** The places of all that was made from the node at a place, in the order of the list. */
export const childrenOf = oncePerReading((forest: Forest): ((place: number) => Int32Array) => {
  const ends = forest.childCounts();
  let total = 0;
  for (let place = 0; place < forest.size; place += 1) {
    total += ends[place] ?? 0;
    ends[place] = total;
  }
  const next = new Int32Array(forest.size);
  next.set(ends.subarray(0, -1), 1);
  const children = new Int32Array(total);
  for (let place = 0; place < forest.size; place += 1)
    forest.eachParent(place, (parent) => {
      children[next[parent] ?? 0] = place;
      next[parent] = (next[parent] ?? 0) + 1;
    });
  return (place) => children.subarray(place === 0 ? 0 : (ends[place - 1] ?? 0), ends[place] ?? 0);
});
