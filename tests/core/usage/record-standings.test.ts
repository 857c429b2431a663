import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordStandings, summarizeCache } from '../../../electron/core/usage/record-standings.ts';
import { aRecord, arbitraryRecords } from './arbitrary-records.ts';

describe('the honest partition', () => {
  test('parts sum to the whole, and what frees now is never more than what is unused', () => {
    fc.assert(
      fc.property(arbitraryRecords(), (records) => {
        const usage = summarizeCache(records, (record) => record.type === 'exec.cachemount');
        const total = records.reduce((sum, record) => sum + record.sizeBytes, 0);
        const unused = records
          .filter((record) => !record.isInUse)
          .reduce((sum, record) => sum + record.sizeBytes, 0);
        expect(usage.totalBytes).toBe(total);
        expect(usage.freesNowBytes + usage.sharedBytes + usage.inUseBytes + usage.protectedBytes).toBe(total);
        expect(Object.values(usage.byType).reduce((sum, bytes) => sum + bytes, 0)).toBe(total);
        expect(usage.freesNowBytes).toBeLessThanOrEqual(unused);
      }),
    );
  });

  test('does not depend on the order the engine lists records in', () => {
    fc.assert(
      fc.property(
        arbitraryRecords().chain((records) =>
          fc.tuple(fc.constant(records), fc.shuffledSubarray([...records], { minLength: records.length })),
        ),
        ([records, shuffled]) => {
          expect(summarizeCache(shuffled)).toEqual(summarizeCache(records));
        },
      ),
    );
  });

  test('nothing that frees now holds up anything that stays', () => {
    fc.assert(
      fc.property(arbitraryRecords(), (records) => {
        const standings = recordStandings(records);
        const standingOf = new Map(records.map(({ id }, place) => [id, standings[place]]));
        for (const record of records) {
          if (standingOf.get(record.id) === 'frees-now') continue;
          for (const parentId of record.parentIds) expect(standingOf.get(parentId)).not.toBe('frees-now');
        }
      }),
    );
  });

  test('takes the first that fits: in use, then protected, then shared', () => {
    const records = [
      aRecord({ id: 'a', isInUse: true, isShared: true }),
      aRecord({ id: 'b', isShared: true }),
      aRecord({ id: 'c', isShared: true }),
      aRecord({ id: 'd' }),
    ];
    const standings = recordStandings(records, (record) => ['a', 'b'].includes(record.id));
    expect(standings).toEqual(['in-use', 'protected', 'shared', 'frees-now']);
  });

  test('a parent is held by its protected child', () => {
    const records = [aRecord({ id: 'base' }), aRecord({ id: 'step', parentIds: ['base'] })];
    expect(recordStandings(records, ({ id }) => id === 'step')[0]).toBe('protected');
  });

  test('ends on circles and passes over unknown parents', () => {
    const records = [
      aRecord({ id: 'a', parentIds: ['b', 'nowhere'], isInUse: true }),
      aRecord({ id: 'b', parentIds: ['a'] }),
    ];
    expect(recordStandings(records)[1]).toBe('in-use');
  });
});
