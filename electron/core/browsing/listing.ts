/** What a list of things must tell so that it can be searched, sorted, summed and shown a page at a time. */

import type {
  BrowseKind,
  BrowseRow,
  BrowseSort,
  BrowseView,
  ContainerLog,
  ImageUse,
} from '../../../shared/browse.ts';
import type { CacheRecord, Inventory } from '../../../shared/usage.ts';
import type { Guard } from '../cleaning/clean-scope.ts';
import type { RowNumbers } from '../cleaning/row-numbers.ts';

/** All that the lists are drawn from: the newest of each reading. */
export interface BrowseReading {
  readonly records: readonly CacheRecord[];
  readonly recordsTakenAtMs: number;
  /** Undefined until more than the cache was read. */
  readonly inventory: Inventory | undefined;
  /** When containers and volumes were last measured: the age of their sizes in `inventory`, which outlive readings without any. */
  readonly measuredAtMs: number | undefined;
  readonly guard: Guard;
  readonly useOf: (imageId: string) => ImageUse;
  /** By container id, as far as they were read. */
  readonly logs: ReadonlyMap<string, ContainerLog>;
  /** When stopped containers ended, by id, as far as that was asked; epoch ms. */
  readonly ends: ReadonlyMap<string, number>;
}

/** What the window calls the things it was shown, for as long as their engine is open. Volumes and projects go by their names. */
export type BrowseRows = RowNumbers<BrowseKind>;

/**
 * Built once a reading and asked often: every function is cheap, `row` and `text` alone may cost. `place` is the item's in
 * `items`, for what was worked out beforehand. A `ListPager` numbers, searches, sorts and sums.
 */
export interface Listing<T> {
  readonly kind: BrowseKind;
  readonly items: readonly T[];
  readonly takenAtMs: number;
  readonly id: (item: T) => string;
  /** Sorts by name, and decides among equals of any other sort. */
  readonly name: (item: T) => string;
  /** All that a search looks through; upper and lower case are alike. Asked once an item. */
  readonly text: (item: T) => string;
  /** 0 while it was not measured. */
  readonly sizeBytes: (item: T, place: number) => number;
  /** Of all that were found, where they share bytes: each byte once. Without it their sizes are added up. */
  readonly totalBytes?: (isFound: Uint8Array) => number;
  /** What the disk certainly gets back if exactly these go that may be marked; `isFound` has 1 at their places. */
  readonly freesBytes: (isFound: Uint8Array) => number;
  /** Undefined, what is not known, comes last, whichever way it is sorted. */
  readonly sortKey: (item: T, by: Exclude<BrowseSort, 'name'>, place: number) => number | undefined;
  /** A view of another kind of thing leaves nothing out. */
  readonly isIn: (item: T, view: BrowseView, place: number) => boolean;
  /** BuildKit type of a record; undefined for all else. */
  readonly type: (item: T) => string | undefined;
  readonly row: (item: T, row: number, place: number) => BrowseRow;
}
