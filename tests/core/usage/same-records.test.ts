import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unlessChanged } from '../../../electron/core/usage/same-records.ts';
import { aRecord, arbitraryRecords } from './arbitrary-records.ts';

describe('a reading of the cache', () => {
  test('that tells the same is taken for the one before', () => {
    fc.assert(
      fc.property(arbitraryRecords(), (before) => {
        const now = before.map((record) => ({ ...record, parentIds: [...record.parentIds] }));
        expect(unlessChanged(before, now)).toBe(before);
      }),
    );
  });

  test('that tells anything new is a new one', () => {
    const before = [aRecord({ id: 'r1', parentIds: ['p'] })];
    const changes = [
      { id: 'r2' },
      { parentIds: ['q'] },
      { parentIds: [] },
      { type: 'internal' },
      { description: 'RUN x' },
      { isInUse: true },
      { isShared: true },
      { sizeBytes: 7 },
      { createdAtMs: 7 },
      { lastUsedAtMs: undefined },
      { useCount: 7 },
    ];
    for (const change of changes) {
      const now = [{ ...aRecord({ id: 'r1', parentIds: ['p'] }), ...change }];
      expect(unlessChanged(before, now)).toBe(now);
    }
    expect(unlessChanged(before, [])).toEqual([]);
    expect(unlessChanged(undefined, before)).toBe(before);
  });
});
