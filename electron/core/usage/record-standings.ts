/** The honest partition of the build cache: each record stands in exactly one part, and what frees now really can go now. */

import type { CacheRecord, CacheUsage, RecordStanding } from '../../../shared/usage.ts';
import { forestOf } from './forest.ts';

/**
 * Where each record stands, by its place: the first that fits it or a descendant of *in use*, *protected*, *shared*; else
 * *frees now*. So nothing that frees now holds up anything that stays.
 */
export function recordStandings(
  records: readonly CacheRecord[],
  isProtected: (record: CacheRecord) => boolean = () => false,
): readonly RecordStanding[] {
  const forest = forestOf(records);
  const inUse = forest.heldBy(records, (record) => record.isInUse);
  const guarded = forest.heldBy(records, isProtected);
  const shared = forest.heldBy(records, (record) => record.isShared);
  return records.map((_, place) => {
    if (inUse[place] === 1) return 'in-use';
    if (guarded[place] === 1) return 'protected';
    return shared[place] === 1 ? 'shared' : 'frees-now';
  });
}

/** Sums of the partition; the four parts add up to `totalBytes`, which is every record's size, shared ones included. */
export function summarizeCache(
  records: readonly CacheRecord[],
  isProtected?: (record: CacheRecord) => boolean,
): CacheUsage {
  const standings = recordStandings(records, isProtected);
  const parts: Record<RecordStanding, number> = { 'in-use': 0, protected: 0, shared: 0, 'frees-now': 0 };
  const byType = new Map<string, number>();
  let totalBytes = 0;
  for (const [place, record] of records.entries()) {
    parts[standings[place] ?? 'in-use'] += record.sizeBytes;
    byType.set(record.type, (byType.get(record.type) ?? 0) + record.sizeBytes);
    totalBytes += record.sizeBytes;
  }
  return {
    recordCount: records.length,
    totalBytes,
    freesNowBytes: parts['frees-now'],
    sharedBytes: parts.shared,
    inUseBytes: parts['in-use'],
    protectedBytes: parts.protected,
    byType: Object.fromEntries(byType),
  };
}
