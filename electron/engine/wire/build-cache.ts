/** One build-cache record of `GET /system/df`, in every form since 20.10. */

import * as v from 'valibot';
import type { CacheRecord } from '../../../shared/usage.ts';
import { bytes, count, list, text, time, word } from './json-fields.ts';

export const cacheRecord = v.pipe(
  v.object({
    ID: v.pipe(v.string(), v.nonEmpty()),
    // The leading space is on the wire from 23.0 on: its Go tag is `json:" Parents,omitempty"` (moby api/types/build/cache.go).
    ' Parents': list(v.string()),
    Parents: list(v.string()),
    /** Up to API 1.41: one parent. */
    Parent: text,
    Type: word,
    Description: text,
    // Safety hangs on these two: a record without them is not believed.
    InUse: v.boolean(),
    Shared: v.boolean(),
    Size: bytes,
    CreatedAt: time,
    LastUsedAt: time,
    UsageCount: count,
  }),
  v.transform((record): CacheRecord => ({
    id: record.ID,
    parentIds: parentsOf(record),
    type: record.Type,
    description: record.Description,
    isInUse: record.InUse,
    isShared: record.Shared,
    sizeBytes: record.Size,
    createdAtMs: record.CreatedAt ?? 0,
    lastUsedAtMs: record.LastUsedAt,
    useCount: record.UsageCount,
  })),
);

function parentsOf(record: {
  readonly ' Parents': readonly string[];
  readonly Parents: readonly string[];
  readonly Parent: string;
}): readonly string[] {
  const several = record[' Parents'].length > 0 ? record[' Parents'] : record.Parents;
  if (several.length > 0) return several;
  return record.Parent === '' ? [] : [record.Parent];
}
