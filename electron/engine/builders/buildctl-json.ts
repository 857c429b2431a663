/** What `buildctl` of BuildKit 0.11 and newer prints with `--format "{{json .}}"`: one list of records. */

import * as v from 'valibot';
import type { CacheRecord } from '../../../shared/usage.ts';
import { decode } from '../decode.ts';
import { bytes, count, list, text, time } from '../wire/json-fields.ts';
import { recordId, uniqueRecords } from './record-id.ts';

const usageInfo = v.pipe(
  v.object({
    id: recordId,
    parents: list(recordId),
    recordType: text,
    description: text,
    // Safety hangs on these two: a record without them is not believed.
    inUse: v.boolean(),
    shared: v.boolean(),
    size: bytes,
    createdAt: time,
    lastUsedAt: time,
    usageCount: count,
  }),
  v.transform((info): CacheRecord => ({
    id: info.id,
    parentIds: info.parents,
    type: info.recordType,
    description: info.description,
    isInUse: info.inUse,
    isShared: info.shared,
    sizeBytes: info.size,
    createdAtMs: info.createdAt ?? 0,
    lastUsedAtMs: info.lastUsedAt,
    useCount: info.usageCount,
  })),
);

/** `null` is an empty cache. Fails with `bad-reply`. */
export function recordsFromJson(output: string): readonly CacheRecord[] {
  return uniqueRecords(decode(list(usageInfo), output));
}
