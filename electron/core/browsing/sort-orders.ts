/** The orders of one list: each worked out when it is first asked for. */

import type { BrowseSort } from '../../../shared/browse.ts';
import type { Listing } from './listing.ts';

export class SortOrders<T> {
  readonly #listing: Listing<T>;
  readonly #known = new Map<string, Int32Array>();
  #ranks: Int32Array | undefined;

  constructor(listing: Listing<T>) {
    this.#listing = listing;
  }

  /** All places. Equals are by name whichever way it is sorted, and so is what is not known, last. */
  by(sort: BrowseSort, isDescending: boolean): Int32Array {
    const name = `${sort} ${isDescending}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const keys = this.#keys(sort, isDescending ? -1 : 1);
    const ranks = this.#nameRanks();
    const order = Int32Array.from(keys.keys()).sort(
      (one, other) =>
        compare(keys[one], keys[other]) || compare(ranks[one], ranks[other]) || compare(one, other),
    );
    this.#known.set(name, order);
    return order;
  }

  #keys(sort: BrowseSort, sign: 1 | -1): Float64Array {
    if (sort === 'name') return Float64Array.from(this.#nameRanks(), (rank) => sign * rank);
    const { items, sortKey } = this.#listing;
    return Float64Array.from(items, (item, place) => {
      const key = sortKey(item, sort, place);
      return key === undefined ? UNKNOWN : sign * key;
    });
  }

  /** Each item's place among all names, upper and lower case alike; one name is one rank. */
  #nameRanks(): Int32Array {
    if (this.#ranks !== undefined) return this.#ranks;
    const { items, name } = this.#listing;
    const names = items.map((item) => name(item).toLowerCase());
    const sorted = [...new Set(names)].sort();
    const rankOf = new Map(sorted.map((each, rank) => [each, rank]));
    this.#ranks = Int32Array.from(names, (each) => rankOf.get(each) ?? 0);
    return this.#ranks;
  }
}

/** Greater than any key. */
const UNKNOWN = Infinity;

function compare(one = UNKNOWN, other = UNKNOWN): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
