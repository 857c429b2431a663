/** What is known of every cache record of one reading, by place: worked out once for list, tree, map and details. */

import type { CacheRecord, RecordStanding } from '../../../shared/usage.ts';
import { certainRecordBytes } from '../cleaning/predict.ts';
import { protectsRecord } from '../cleaning/protect.ts';
import { forestOf, type Forest } from '../usage/forest.ts';
import { recordStandings } from '../usage/record-standings.ts';
import { sumsBelow } from '../usage/sums-below.ts';
import type { BrowseReading } from './listing.ts';

export interface RecordFacts {
  readonly forest: Forest;
  /** Where each stands by itself, whatever was made from it. */
  readonly ownStandings: readonly RecordStanding[];
  readonly standings: readonly RecordStanding[];
  /** Of each and of all made from it (`sumsBelow`). */
  readonly treeBytes: Float64Array;
  /** What certainly comes back when each goes with all made from it; 0 where it may not be marked. */
  readonly freesBytes: Float64Array;
  readonly childCounts: Int32Array;
  /** Neither it nor anything made from it is in use or protected. */
  readonly canMark: (place: number) => boolean;
  /** It would free by itself, and something made from it holds it. */
  readonly isPinned: (place: number) => boolean;
  /** What certainly comes back when exactly these go that can. */
  readonly freedBy: (isFound: Uint8Array) => number;
}

/** What they follow from: a reading with the same of it, as most are, has the same facts. */
interface FactsBasis {
  readonly protectRules: BrowseReading['guard']['protectRules'];
  readonly hasImages: boolean;
}

const known = new WeakMap<
  readonly CacheRecord[],
  { readonly basis: FactsBasis; readonly facts: RecordFacts }
>();

export function recordFacts(reading: BrowseReading): RecordFacts {
  const basis = basisOf(reading);
  const before = known.get(reading.records);
  if (before !== undefined && isSameBasis(before.basis, basis)) return before.facts;
  const facts = workedOut(reading.records, basis);
  known.set(reading.records, { basis, facts });
  return facts;
}

/** The facts of both are the same. */
export function isSameCache(one: BrowseReading, other: BrowseReading): boolean {
  return one.records === other.records && isSameBasis(basisOf(one), basisOf(other));
}

/** Where images were not read, there may be some. */
function basisOf({ guard, inventory }: BrowseReading): FactsBasis {
  return {
    protectRules: guard.protectRules,
    hasImages: inventory === undefined || inventory.images.length > 0,
  };
}

function isSameBasis(one: FactsBasis, other: FactsBasis): boolean {
  return one.protectRules === other.protectRules && one.hasImages === other.hasImages;
}

function workedOut(records: readonly CacheRecord[], { protectRules, hasImages }: FactsBasis): RecordFacts {
  const forest = forestOf(records);
  const isProtected = protectsRecord(protectRules);
  const standings = recordStandings(records, isProtected);
  const ownStandings = records.map((record): RecordStanding => {
    if (record.isInUse) return 'in-use';
    if (isProtected(record)) return 'protected';
    return record.isShared ? 'shared' : 'frees-now';
  });
  const certain = Float64Array.from(records, (record) => certainRecordBytes(record, hasImages));
  const sums = sumsBelow(forest);
  const canMark = (place: number): boolean =>
    standings[place] === 'frees-now' || standings[place] === 'shared';
  return {
    forest,
    ownStandings,
    standings,
    treeBytes: sums(Float64Array.from(records, ({ sizeBytes }) => sizeBytes)),
    freesBytes: sums(certain).map((bytes, place) => (canMark(place) ? bytes : 0)),
    childCounts: forest.childCounts(),
    canMark,
    isPinned: (place) => ownStandings[place] === 'frees-now' && standings[place] !== 'frees-now',
    freedBy: (isFound) => {
      const stays = forest.heldBy(records, (_, place) => isFound[place] !== 1 || !canMark(place));
      return certain.reduce((total, bytes, place) => (stays[place] === 1 ? total : total + bytes), 0);
    },
  };
}
