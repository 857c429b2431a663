import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Forest } from '../../../electron/core/usage/forest.ts';
import { simulatePrune } from '../../../electron/core/usage/simulate-prune.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { aRecord, arbitraryRecords } from './arbitrary-records.ts';

/** The ids that go, in the order in which they do. */
function pruned(records: readonly CacheRecord[], mayGo: (record: CacheRecord) => boolean): readonly string[] {
  const forest = new Forest(records);
  const goes = simulatePrune(forest, records, mayGo);
  return [...forest.childrenFirst()]
    .filter((place) => goes[place] === 1)
    .map((place) => records[place]?.id ?? '');
}

/** BuildKit's own loop, slow and plain: in rounds, every leaf that may go goes. */
function pruneInRounds(
  records: readonly CacheRecord[],
  mayGo: (record: CacheRecord) => boolean,
): ReadonlySet<string> {
  let alive = [...records];
  for (;;) {
    const held = new Set(alive.flatMap((record) => record.parentIds));
    const next = alive.filter((record) => held.has(record.id) || !mayGo(record));
    if (next.length === alive.length) break;
    alive = next;
  }
  const left = new Set(alive);
  return new Set(records.filter((record) => !left.has(record)).map(({ id }) => id));
}

const chain = [
  aRecord({ id: 'a' }),
  aRecord({ id: 'b', parentIds: ['a'] }),
  aRecord({ id: 'c', parentIds: ['b'] }),
] as const;

describe('simulating a prune', () => {
  test('takes what BuildKit takes in its rounds', () => {
    fc.assert(
      fc.property(arbitraryRecords(), fc.func(fc.boolean()), (records, decide) => {
        const mayGo = (record: CacheRecord): boolean => decide(record.id);
        expect(new Set(pruned(records, mayGo))).toEqual(pruneInRounds(records, mayGo));
      }),
      { numRuns: 1_000 },
    );
  });

  test('puts every child before its parents', () => {
    fc.assert(
      fc.property(arbitraryRecords(), (records) => {
        const order = pruned(records, () => true);
        for (const record of records) {
          for (const parentId of record.parentIds)
            expect(order.indexOf(record.id)).toBeLessThan(order.indexOf(parentId));
        }
      }),
    );
  });

  test('a record in use keeps its whole ancestry', () => {
    expect(pruned(chain, ({ id }) => id !== 'c')).toEqual([]);
  });

  test('a parent alone cannot go, a whole chain can', () => {
    expect(pruned(chain, ({ id }) => id === 'a')).toEqual([]);
    expect(pruned(chain, () => true)).toEqual(['c', 'b', 'a']);
  });

  test('takes a chain of 100,000 records without running out of stack', () => {
    const long = Array.from({ length: 100_000 }, (_, index) =>
      aRecord({ id: `r${index}`, parentIds: index === 0 ? [] : [`r${index - 1}`] }),
    );
    expect(pruned(long, () => true)).toHaveLength(100_000);
  });
});
