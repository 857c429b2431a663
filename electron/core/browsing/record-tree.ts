/** The build cache by what was made from what, one level at a time. */

import { BROWSE_PAGE_SIZE, type RecordRow, type TreePage, type TreeQuery } from '../../../shared/browse.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { childrenOf } from '../usage/children-of.ts';
import type { Found } from './finder.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { recordFacts, type RecordFacts } from './record-facts.ts';
import { recordRow } from './record-listing.ts';

/**
 * The largest with all made from them come first. What a filter finds is shown with all it was made from, and a row's
 * `childCount` says how many the level below shows. A record with several parents is below each of them.
 */
export class RecordTree {
  readonly #records: readonly CacheRecord[];
  readonly #facts: RecordFacts;
  readonly #rows: BrowseRows;
  readonly #placeOf: ReadonlyMap<string, number>;
  /** The last level that was looked at: its later pages cost nothing but their rows. */
  #level:
    { readonly found: Found; readonly parent: number | undefined; readonly places: Int32Array } | undefined;
  #shown: { readonly found: Found; readonly isShown: Uint8Array } | undefined;

  constructor(reading: BrowseReading, rows: BrowseRows) {
    this.#records = reading.records;
    this.#facts = recordFacts(reading);
    this.#rows = rows;
    this.#placeOf = new Map(reading.records.map(({ id }, place) => [id, place]));
  }

  page({ parent, offset }: TreeQuery, found: Found): TreePage {
    const places = this.#placesBelow(parent, found);
    return {
      rows: Array.from(places.subarray(offset, offset + BROWSE_PAGE_SIZE), (place) =>
        this.#row(place, found),
      ).flat(),
      total: places.length,
    };
  }

  #placesBelow(parent: number | null, found: Found): Int32Array {
    const place = parent === null ? undefined : this.#placeAt(parent);
    if (parent !== null && place === undefined) return new Int32Array();
    const level = this.#level;
    if (level?.found === found && level.parent === place) return level.places;
    const { treeBytes } = this.#facts;
    const places = (place === undefined ? this.#roots(found) : this.#children(place, found)).sort(
      (one, other) => (treeBytes[other] ?? 0) - (treeBytes[one] ?? 0) || one - other,
    );
    this.#level = { found, parent: place, places };
    return places;
  }

  #roots(found: Found): Int32Array {
    const { forest } = this.#facts;
    const isShown = this.#isShown(found);
    const places = new Int32Array(forest.size);
    let count = 0;
    for (let place = 0; place < forest.size; place += 1)
      if (isShown[place] === 1 && forest.parentCount(place) === 0) places[count++] = place;
    return places.slice(0, count);
  }

  #children(place: number, found: Found): Int32Array {
    const isShown = this.#isShown(found);
    return childrenOf(this.#facts.forest)(place).filter((child) => isShown[child] === 1);
  }

  #isShown(found: Found): Uint8Array {
    if (this.#shown?.found !== found) {
      const { forest } = this.#facts;
      const isShown = forest.heldBy(this.#records, (_, place) => found.isFound[place] === 1);
      this.#shown = { found, isShown };
    }
    return this.#shown.isShown;
  }

  #row(place: number, found: Found): readonly RecordRow[] {
    const record = this.#records[place];
    if (record === undefined) return [];
    const row = recordRow(this.#facts)(record, this.#rows.of('record', record.id), place);
    return [{ ...row, childCount: this.#children(place, found).length }];
  }

  #placeAt(row: number): number | undefined {
    const ref = this.#rows.at(row);
    return ref?.kind === 'record' ? this.#placeOf.get(ref.id) : undefined;
  }
}
