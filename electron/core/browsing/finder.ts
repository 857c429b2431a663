/** Finds what a filter asks for in one list, and sums it up. */

import type { BrowseFilter } from '../../../shared/browse.ts';
import type { Listing } from './listing.ts';

export interface Found {
  /** 1 at the place of each item that was found. */
  readonly isFound: Uint8Array;
  readonly total: number;
  readonly sizeBytes: number;
  readonly freesBytes: number;
}

export class Finder<T> {
  readonly #listing: Listing<T>;
  /** Ready before the first key is pressed. */
  readonly #texts: readonly string[];
  /** A list is scrolled, drawn as a map and marked by one filter. */
  #last: { readonly key: string; readonly found: Found } | undefined;

  constructor(listing: Listing<T>) {
    this.#listing = listing;
    this.#texts = listing.items.map((item) => listing.text(item).toLowerCase());
  }

  find(filter: BrowseFilter): Found {
    const key = JSON.stringify([filter.text, filter.view, filter.type]);
    if (this.#last?.key !== key) this.#last = { key, found: this.#sum(this.#places(filter)) };
    return this.#last.found;
  }

  #places({ text, view, type }: BrowseFilter): Uint8Array {
    const { items, isIn, ...listing } = this.#listing;
    const tests: ((item: T, place: number) => boolean)[] = [];
    if (view !== 'all') tests.push((item, place) => isIn(item, view, place));
    if (type !== undefined) tests.push((item) => listing.type(item) === type);
    const wanted = text.trim().toLowerCase();
    if (wanted !== '') {
      tests.push((_, place) => this.#texts[place]?.includes(wanted) === true);
    }
    return Uint8Array.from(items, (item, place) => (tests.every((test) => test(item, place)) ? 1 : 0));
  }

  #sum(isFound: Uint8Array): Found {
    let total = 0;
    let sizeBytes = 0;
    for (const [place, item] of this.#listing.items.entries()) {
      if (isFound[place] !== 1) continue;
      total += 1;
      sizeBytes += this.#listing.sizeBytes(item, place);
    }
    const { totalBytes, freesBytes } = this.#listing;
    return {
      isFound,
      total,
      sizeBytes: totalBytes?.(isFound) ?? sizeBytes,
      freesBytes: freesBytes(isFound),
    };
  }
}
