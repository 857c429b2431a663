/** The honest partition of the build cache: each record stands in exactly one part, and what frees now really can go now. */

import type { CacheRecord, CacheUsage, RecordStanding } from '../../../shared/usage.ts';
import { heldIds } from './held-by-kept.ts';

/**
 * Where each record stands: the first that fits it or a descendant of *in use*, *protected*, *shared*; else *frees now*.
 * So nothing that frees now holds up anything that stays.
 */
export function recordStandings(
  records: readonly CacheRecord[],
  isProtected: (record: CacheRecord) => boolean = () => false,
): ReadonlyMap<string, RecordStanding> {
  const inUse = heldIds(records, (record) => record.isInUse);
  const guarded = heldIds(records, isProtected);
  const shared = heldIds(records, (record) => record.isShared);
  const standing = ({ id }: CacheRecord): RecordStanding => {
    if (inUse.has(id)) return 'in-use';
    if (guarded.has(id)) return 'protected';
    return shared.has(id) ? 'shared' : 'frees-now';
  };
  return new Map(records.map((record) => [record.id, standing(record)]));
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
  for (const record of records) {
    parts[standings.get(record.id) ?? 'in-use'] += record.sizeBytes;
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
