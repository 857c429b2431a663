/** Which records stay so that some cache is left: the most valuable ones, as many as fit. */

import type { KeepReason } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import type { Forest } from '../usage/forest.ts';
import { simulatePrune } from '../usage/simulate-prune.ts';

/**
 * Places of the records that could go and stay, because without them the cache is at most `keepBytes` already or would be less.
 *
 * The cache counts as BuildKit's own collection counts it (v0.8–v0.32 `cache/manager.go`): the sizes of all records but the
 * shared ones, whose bytes are their image's and come back only with it. Deleted are the least valuable, one by one, until what
 * stays is at most `keepBytes`: last used longest ago, then used least often, each record being as valuable as the most
 * valuable one made from it; so whole sub-trees go from their leaves, and a parent never before its child. Among equals the
 * larger goes first.
 */
export function keptForStorage(
  records: readonly CacheRecord[],
  forest: Forest,
  reasons: readonly (KeepReason | undefined)[],
  keepBytes: number,
): readonly number[] {
  const goes = simulatePrune(forest, reasons, (reason) => reason === undefined);
  const candidates = Array.from(forest.childrenFirst()).filter((place) => goes[place] === 1);
  candidates.sort(leastValuableFirst(records, forest));
  let bytes = 0;
  for (const record of records) bytes += countedBytes(record);
  let count = 0;
  for (const place of candidates) {
    if (bytes <= keepBytes) break;
    const record = records[place];
    if (record !== undefined) bytes -= countedBytes(record);
    count += 1;
  }
  return candidates.slice(count);
}

/** Epoch ms, by the engine's clock: its last use, or its making where it never had one. */
export function lastUseMs(record: CacheRecord): number {
  return record.lastUsedAtMs ?? record.createdAtMs;
}

function countedBytes(record: CacheRecord): number {
  return record.isShared ? 0 : record.sizeBytes;
}

function leastValuableFirst(
  records: readonly CacheRecord[],
  forest: Forest,
): (one: number, other: number) => number {
  const used = Float64Array.from(records, lastUseMs);
  const useCount = Float64Array.from(records, (record) => record.useCount);
  const height = new Int32Array(records.length);
  for (const place of forest.childrenFirst()) {
    forest.eachParent(place, (parent) => {
      used[parent] = Math.max(used[parent] ?? 0, used[place] ?? 0);
      useCount[parent] = Math.max(useCount[parent] ?? 0, useCount[place] ?? 0);
      height[parent] = Math.max(height[parent] ?? 0, (height[place] ?? 0) + 1);
    });
  }
  const keys = [used, useCount, height] as const;
  return (one, other) => {
    for (const key of keys) {
      const difference = (key[one] ?? 0) - (key[other] ?? 0);
      if (difference !== 0) return difference;
    }
    const [first, second] = [records[one], records[other]];
    if (first === undefined || second === undefined) return 0;
    return second.sizeBytes - first.sizeBytes || (first.id < second.id ? -1 : 1);
  };
}
