/** What a list of things must tell so that it can be searched, sorted, summed and shown a page at a time. */

import type { BrowseRow, BrowseSort, BrowseView, ContainerLog, ImageUse } from '../../../shared/browse.ts';
import type { CacheRecord, Inventory } from '../../../shared/usage.ts';
import type { Guard } from '../cleaning/clean-scope.ts';

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
}

/** Built once a reading and asked often; every function is cheap, `row` alone may cost. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly takenAtMs: number;
  /** In lower case. */
  readonly text: (item: T) => string;
  readonly sizeBytes: (item: T) => number;
  readonly freesBytes: (item: T) => number;
  /** What is not known comes last, whichever way it is sorted. */
  readonly sortKey: (item: T, by: BrowseSort) => number | string | undefined;
  readonly isIn: (item: T, view: BrowseView) => boolean;
  /** BuildKit type of a record. */
  readonly type: (item: T) => string | undefined;
  /** Compose projects it belongs to. */
  readonly projects: (item: T) => readonly string[];
  readonly row: (item: T) => BrowseRow;
}
