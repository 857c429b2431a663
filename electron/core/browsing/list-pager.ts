/** A list as the window asks for it: found by a filter, sorted, summed, and shown a page at a time. */

import {
  BROWSE_PAGE_SIZE,
  type BrowseFilter,
  type BrowsePage,
  type BrowseQuery,
} from '../../../shared/browse.ts';
import { Finder, type Found } from './finder.ts';
import type { BrowseRows, Listing } from './listing.ts';
import { SortOrders } from './sort-orders.ts';

/** A pager of any kind of thing. */
export interface Pager {
  page(query: BrowseQuery): BrowsePage;
  find(filter: BrowseFilter): Found;
  /** Ids of all that a filter finds. */
  idsOf(filter: BrowseFilter): readonly string[];
}

export class ListPager<T> implements Pager {
  readonly #listing: Listing<T>;
  readonly #rows: BrowseRows;
  readonly #finder: Finder<T>;
  readonly #orders: SortOrders<T>;
  /** What is scrolled through: a page after the first costs nothing but its rows. */
  #scrolled: { readonly found: Found; readonly order: Int32Array; readonly places: Int32Array } | undefined;

  constructor(listing: Listing<T>, rows: BrowseRows) {
    this.#listing = listing;
    this.#rows = rows;
    this.#finder = new Finder(listing);
    this.#orders = new SortOrders(listing);
  }

  page({ filter, sort, isDescending, offset }: BrowseQuery): BrowsePage {
    const found = this.find(filter);
    const places = this.#placesOf(found, this.#orders.by(sort, isDescending));
    const { total, sizeBytes, freesBytes } = found;
    return {
      kind: 'page',
      rows: Array.from(places.subarray(offset, offset + BROWSE_PAGE_SIZE), (place) =>
        this.#row(place),
      ).flat(),
      total,
      sizeBytes,
      freesBytes,
      takenAtMs: this.#listing.takenAtMs,
    };
  }

  find(filter: BrowseFilter): Found {
    return this.#finder.find(filter);
  }

  idsOf(filter: BrowseFilter): readonly string[] {
    const { isFound } = this.find(filter);
    const { items, id } = this.#listing;
    return items.filter((_, place) => isFound[place] === 1).map(id);
  }

  #placesOf(found: Found, order: Int32Array): Int32Array {
    const scrolled = this.#scrolled;
    if (scrolled?.found === found && scrolled.order === order) return scrolled.places;
    const places = order.filter((place) => found.isFound[place] === 1);
    this.#scrolled = { found, order, places };
    return places;
  }

  #row(place: number): readonly ReturnType<Listing<T>['row']>[] {
    const { items, kind, id, row } = this.#listing;
    const item = items[place];
    return item === undefined ? [] : [row(item, this.#rows.of(kind, id(item)), place)];
  }
}
