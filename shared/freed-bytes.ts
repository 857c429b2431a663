/** What the disk certainly got back through the items that went. */

import type { DeletedItem } from './plan.ts';

/** Layers come back only with their last holder: while a planned record is still there (`areRecordsGone` false), images free nothing. */
export function freedBytes(deleted: readonly DeletedItem[], areRecordsGone: boolean): number {
  return deleted
    .filter(({ kind }) => areRecordsGone || kind !== 'image')
    .reduce((total, item) => total + item.freesBytes, 0);
}
