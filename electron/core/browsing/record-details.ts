/** One cache record with all that is known of it. */

import type { RecordDetails } from '../../../shared/browse-details.ts';
import type { Holder } from '../../../shared/plan-sheet.ts';
import type { CacheRecord, Image } from '../../../shared/usage.ts';
import { TRAITS } from '../cleaning/item-traits.ts';
import { childrenOf } from '../usage/children-of.ts';
import { oncePerReading } from '../usage/once-per-reading.ts';
import { recordHolders } from '../usage/record-holders.ts';
import { detailText, rowText } from './cut-text.ts';
import { linksTo } from './links.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { recordFacts } from './record-facts.ts';

const noImages: readonly Image[] = [];

export function recordDetails(
  reading: BrowseReading,
  rows: BrowseRows,
  id: string,
): RecordDetails | undefined {
  const { records } = reading;
  const place = records.findIndex((record) => record.id === id);
  const record = records[place];
  if (record === undefined) return undefined;
  const { forest } = recordFacts(reading);
  const parents: number[] = [];
  forest.eachParent(place, (parent) => parents.push(parent));
  const linksAt = (places: Iterable<number>): RecordDetails['parents'] =>
    linksTo(rows, 'record', recordsAt(records, places));
  return {
    kind: 'record',
    row: rows.of('record', id),
    id: rowText(id),
    description: detailText(record.description),
    parents: linksAt(parents),
    children: linksAt(childrenOf(forest)(place)),
    holders: holdersOf(reading, record),
    pinnedBy: linksAt(pinsOf(reading, place)),
  };
}

/** All made from it that is in use, protected or shared by itself, the nearest first. */
function pinsOf(reading: BrowseReading, place: number): readonly number[] {
  const { forest, ownStandings } = recordFacts(reading);
  const childrenAt = childrenOf(forest);
  const seen = new Set([place]);
  for (const next of seen) for (const child of childrenAt(next)) seen.add(child);
  seen.delete(place);
  return [...seen].filter((below) => ownStandings[below] !== 'frees-now');
}

function holdersOf(reading: BrowseReading, record: CacheRecord): readonly Holder[] {
  return recordHolders(recordsAndImages(reading))(record).map(({ image, confidence }) => ({
    name: rowText(TRAITS.image.name(image)),
    confidence,
    goes: false,
  }));
}

/** The records may be newer than the images. */
const recordsAndImages = oncePerReading(({ records, inventory }: BrowseReading) => ({
  records,
  images: inventory?.images ?? noImages,
}));

function recordsAt(records: readonly CacheRecord[], places: Iterable<number>): readonly CacheRecord[] {
  return [...places].flatMap((place) => records[place] ?? []);
}
