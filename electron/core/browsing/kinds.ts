/** How each kind of thing is listed, and looked at more closely. */

import type { BrowseKind } from '../../../shared/browse.ts';
import type { ItemDetails } from '../../../shared/browse-details.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { ListPager, type Pager } from './list-pager.ts';
import { recordDetails } from './record-details.ts';
import { recordListing } from './record-listing.ts';

export interface KindOfThing {
  /** Undefined while nothing of the kind was read. Called once a reading. */
  readonly list: (reading: BrowseReading, rows: BrowseRows) => Pager | undefined;
  /** Undefined where it is gone. `rows` numbers what the details link to. */
  readonly details: (reading: BrowseReading, rows: BrowseRows, id: string) => ItemDetails | undefined;
}

/** A kind without an entry was not read. */
export const KINDS: Partial<Record<BrowseKind, KindOfThing>> = {
  record: {
    list: (reading, rows) => new ListPager(recordListing(reading), rows),
    details: recordDetails,
  },
};
