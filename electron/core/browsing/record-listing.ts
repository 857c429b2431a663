/** The build cache as a list: what is shown, searched and sorted of each record. */

import type { BrowseSort, BrowseView, RecordRow } from '../../../shared/browse.ts';
import { stepWords } from '../../../shared/step-words.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { detailText, rowText } from './cut-text.ts';
import type { BrowseReading, Listing } from './listing.ts';
import { recordFacts, type RecordFacts } from './record-facts.ts';

/** A use so soon is part of the build that made it: BuildKit counts a record as used when that build lets go of it. */
const MADE_WITHIN_MS = 10 * 60_000;

export function recordListing(reading: BrowseReading): Listing<CacheRecord> {
  const facts = recordFacts(reading);
  const views = recordViews(facts);
  return {
    kind: 'record',
    items: reading.records,
    takenAtMs: reading.recordsTakenAtMs,
    id: ({ id }) => id,
    name: ({ description }) => stepWords(rowText(description)),
    text: ({ id, type, description }) => {
      const text = detailText(description);
      const step = stepWords(text);
      return `${step}\n${step === text ? '' : `${text}\n`}${type}\n${id}`;
    },
    sizeBytes: ({ sizeBytes }) => sizeBytes,
    freesBytes: facts.freedBy,
    sortKey: (record, by, place) => sortKeys[by](record, facts, place),
    isIn: (record, view, place) => views[view]?.(record, place) ?? true,
    type: ({ type }) => type,
    row: recordRow(facts),
  };
}

/** The row of a record by the number it has. */
export function recordRow(
  facts: RecordFacts,
): (record: CacheRecord, row: number, place: number) => RecordRow {
  return (record, row, place) => ({
    kind: 'record',
    row,
    name: rowText(record.description),
    type: rowText(record.type),
    sizeBytes: record.sizeBytes,
    freesBytes: facts.freesBytes[place] ?? 0,
    createdAtMs: record.createdAtMs,
    lastUsedAtMs: record.lastUsedAtMs,
    useCount: record.useCount,
    canMark: facts.canMark(place),
    standing: facts.standings[place] ?? 'in-use',
    isPinned: facts.isPinned(place),
    childCount: facts.childCounts[place] ?? 0,
    treeBytes: facts.treeBytes[place] ?? 0,
  });
}

const sortKeys: Readonly<
  Record<
    Exclude<BrowseSort, 'name'>,
    (record: CacheRecord, facts: RecordFacts, place: number) => number | undefined
  >
> = {
  size: ({ sizeBytes }) => sizeBytes,
  frees: (_, { freesBytes }, place) => freesBytes[place],
  created: ({ createdAtMs }) => createdAtMs,
  'last-used': ({ lastUsedAtMs }) => lastUsedAtMs,
  uses: ({ useCount }) => useCount,
};

function recordViews({
  standings,
  isPinned,
}: RecordFacts): Partial<Record<BrowseView, (record: CacheRecord, place: number) => boolean>> {
  return {
    'frees-now': (_, place) => standings[place] === 'frees-now',
    shared: (_, place) => standings[place] === 'shared',
    'in-use': (_, place) => standings[place] === 'in-use',
    pinned: (_, place) => isPinned(place),
    'never-used': isNeverUsedAgain,
  };
}

function isNeverUsedAgain({ useCount, createdAtMs, lastUsedAtMs }: CacheRecord): boolean {
  return useCount <= 1 || lastUsedAtMs === undefined || lastUsedAtMs <= createdAtMs + MADE_WITHIN_MS;
}
