/** Ids of BuildKit's records, as far as they may be believed. */

import * as v from 'valibot';
import type { CacheRecord } from '../../../shared/usage.ts';
import { EngineError } from '../../core/ports/engine.ts';

/** BuildKit makes them of 25 such characters; nothing else may ever stand in a filter. */
export const recordId = v.pipe(v.string(), v.regex(/^[a-z0-9]{1,64}$/));

/** Fails with `bad-reply` where two records bear one id: nobody could tell which of them goes. */
export function uniqueRecords(records: readonly CacheRecord[]): readonly CacheRecord[] {
  if (new Set(records.map(({ id }) => id)).size !== records.length)
    throw new EngineError('bad-reply', 'two records of one id');
  return records;
}
