import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forestOf } from '../../../electron/core/usage/forest.ts';
import { sumsBelow } from '../../../electron/core/usage/sums-below.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { aRecord, arbitraryRecords } from './arbitrary-records.ts';

function treeBytes(records: readonly CacheRecord[]): ReadonlyMap<string, number> {
  const sums = sumsBelow(forestOf(records))(Float64Array.from(records, ({ sizeBytes }) => sizeBytes));
  return new Map(records.map(({ id }, place) => [id, sums[place] ?? 0]));
}

/** The plainest way: everything that can be reached, each once. */
function plainly(records: readonly CacheRecord[], id: string): number {
  const reached = new Set([id]);
  for (const from of reached)
    for (const record of records) if (record.parentIds.includes(from)) reached.add(record.id);
  return records.reduce((sum, record) => (reached.has(record.id) ? sum + record.sizeBytes : sum), 0);
}

describe('what a record weighs with all made from it', () => {
  test('counts each once, whatever was made from several', () => {
    fc.assert(
      fc.property(arbitraryRecords(), (records) => {
        for (const [id, bytes] of treeBytes(records)) expect(bytes).toBe(plainly(records, id));
      }),
      { numRuns: 500 },
    );
  });

  test('counts a record once below a base that it goes back to two ways', () => {
    const sums = treeBytes([
      aRecord({ id: 'base', sizeBytes: 1 }),
      aRecord({ id: 'left', parentIds: ['base'], sizeBytes: 10 }),
      aRecord({ id: 'right', parentIds: ['base'], sizeBytes: 100 }),
      aRecord({ id: 'merged', parentIds: ['left', 'right'], sizeBytes: 1_000 }),
      aRecord({ id: 'after', parentIds: ['merged'], sizeBytes: 10_000 }),
    ]);
    expect(Object.fromEntries(sums)).toEqual({
      base: 11_111,
      left: 11_010,
      right: 11_100,
      merged: 11_000,
      after: 10_000,
    });
  });

  test('ends in a circle, and where a record names itself', () => {
    const sums = treeBytes([
      aRecord({ id: 'one', parentIds: ['two'] }),
      aRecord({ id: 'two', parentIds: ['one'] }),
      aRecord({ id: 'self', parentIds: ['self'] }),
    ]);
    expect(sums.get('self')).toBe(1_000_000);
  });

  test('is never too large, nor slow, where thousands of merges stand above one another', () => {
    const ladder = Array.from({ length: 20_000 }, (_, index) =>
      aRecord({
        id: `r${index}`,
        parentIds: [`r${index - 1}`, `r${index - 2}`].slice(0, index),
        sizeBytes: 1,
      }),
    );
    const sums = treeBytes(ladder);
    for (const [index, bytes] of [...sums.values()].entries())
      expect(bytes).toBeLessThanOrEqual(ladder.length - index);
    expect(sums.get('r19999')).toBe(1);
  });
});
