/** How each kind of thing is listed, and looked at more closely. */

import type { BrowseKind } from '../../../shared/browse.ts';
import type { ItemDetails } from '../../../shared/browse-details.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { containerDetails } from './container-details.ts';
import { containerListing } from './container-listing.ts';
import { imageDetails } from './image-details.ts';
import { imageListing } from './image-listing.ts';
import type { BrowseReading, BrowseRows, Listing } from './listing.ts';
import { ListPager, type Pager } from './list-pager.ts';
import { projectDetails } from './project-details.ts';
import { projectListing } from './project-listing.ts';
import { recordDetails } from './record-details.ts';
import { recordListing } from './record-listing.ts';
import { volumeDetails } from './volume-details.ts';
import { volumeListing } from './volume-listing.ts';

export interface KindOfThing {
  /** Undefined while nothing of the kind was read. Called once a reading. */
  readonly list: (reading: BrowseReading, rows: BrowseRows) => Pager | undefined;
  /** Undefined where it is gone. `rows` numbers what the details link to. */
  readonly details: (reading: BrowseReading, rows: BrowseRows, id: string) => ItemDetails | undefined;
}

export const KINDS: Readonly<Record<BrowseKind, KindOfThing>> = {
  record: {
    list: (reading, rows) => new ListPager(recordListing(reading), rows),
    details: recordDetails,
  },
  image: ofInventory(imageListing, imageDetails),
  container: ofInventory(containerListing, containerDetails),
  volume: ofInventory(volumeListing, volumeDetails),
  project: ofInventory(projectListing, projectDetails),
};

/** What is read with everything but the cache. */
function ofInventory<T>(
  list: (reading: BrowseReading, inventory: Inventory) => Listing<T>,
  details: (
    reading: BrowseReading,
    inventory: Inventory,
    rows: BrowseRows,
    id: string,
  ) => ItemDetails | undefined,
): KindOfThing {
  return {
    list: (reading, rows) => reading.inventory && new ListPager(list(reading, reading.inventory), rows),
    details: (reading, rows, id) => reading.inventory && details(reading, reading.inventory, rows, id),
  };
}
