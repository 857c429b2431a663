/** Knows a reading of the cache that tells nothing new: what follows from its records need not be worked out again. */

import type { CacheRecord } from '../../../shared/usage.ts';

/** The records of before, where those of now say the same in the same order. */
export function unlessChanged(
  before: readonly CacheRecord[] | undefined,
  now: readonly CacheRecord[],
): readonly CacheRecord[] {
  if (before?.length !== now.length) return now;
  return now.every((record, place) => isSame(record, before[place])) ? before : now;
}

type Told = Exclude<keyof CacheRecord, 'parentIds'>;

/** Every field, so that a new one cannot be forgotten. */
const told: Readonly<Record<Told, true>> = {
  id: true,
  type: true,
  description: true,
  isInUse: true,
  isShared: true,
  sizeBytes: true,
  createdAtMs: true,
  lastUsedAtMs: true,
  useCount: true,
};
const toldFields = Object.keys(told) as Told[];

function isSame(one: CacheRecord, other: CacheRecord | undefined): boolean {
  return (
    other !== undefined &&
    toldFields.every((field) => one[field] === other[field]) &&
    one.parentIds.length === other.parentIds.length &&
    one.parentIds.every((id, index) => id === other.parentIds[index])
  );
}
