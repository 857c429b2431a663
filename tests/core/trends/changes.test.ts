/** What grew since yesterday or last week, and which things came since. */

import { describe, expect, test } from 'vitest';
import { changeOf, newcomersOf } from '../../../electron/core/trends/changes.ts';
import { aContainer, anImage, anInventory, aVolume } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 100 * DAY_MS;
const YESTERDAY_MS = NOW_MS - DAY_MS;
const reading = (totalBytes: number, takenAtMs = NOW_MS) => ({ takenAtMs, value: { totalBytes } });

describe('a category', () => {
  test('gained what it has more than at the last sample before then', () => {
    const samples = [
      { atMs: YESTERDAY_MS - 7_200_000, bytes: 1 },
      { atMs: YESTERDAY_MS - 60_000, bytes: 40 },
      { atMs: YESTERDAY_MS + 60_000, bytes: 70 },
    ];
    expect(changeOf('cache', reading(100), samples, YESTERDAY_MS)).toEqual({ category: 'cache', bytes: 60 });
  });

  test.each([
    ['without a sample that old', reading(100), [{ atMs: YESTERDAY_MS + 1, bytes: 40 }]],
    ['where the last one is much older', reading(100), [{ atMs: YESTERDAY_MS - DAY_MS - 1, bytes: 40 }]],
    ['where nothing was read since', reading(100, YESTERDAY_MS - 1), [{ atMs: YESTERDAY_MS - 2, bytes: 40 }]],
    ['where nothing was ever read', undefined, [{ atMs: YESTERDAY_MS, bytes: 40 }]],
  ])('has no change %s', (_, now, samples) => {
    expect(changeOf('volumes', now, samples, YESTERDAY_MS).bytes).toBeUndefined();
  });
});

describe('newcomers', () => {
  const rowOf = (kind: string, id: string): number => `${kind} ${id}`.length;

  test('are the largest things of all kinds made since, with the numbers that the lists have', () => {
    const layers = [{ chainId: 'base', sizeBytes: 500 }];
    const inventory = anInventory({
      records: [aRecord({ id: 'r', description: 'RUN make', sizeBytes: 30, createdAtMs: NOW_MS - 5 })],
      images: [
        anImage({
          id: 'sha256:0123456789abcdef',
          sizeBytes: 540,
          layers: [...layers, { chainId: 'own', sizeBytes: 40 }],
          createdAtMs: NOW_MS - 4,
        }),
        anImage({ id: 'old', references: ['old:1'], layers, sizeBytes: 500 }),
      ],
      containers: [aContainer({ id: 'c', name: 'web', writtenBytes: 20, createdAtMs: NOW_MS - 3 })],
      volumes: [
        aVolume({ name: 'data', sizeBytes: 10, createdAtMs: NOW_MS - 2 }),
        aVolume({ name: 'unmeasured', sizeBytes: undefined, createdAtMs: NOW_MS - 2 }),
      ],
    });
    expect(newcomersOf(inventory, YESTERDAY_MS, rowOf)).toEqual([
      { kind: 'image', name: '0123456789ab', sizeBytes: 40, createdAtMs: NOW_MS - 4, row: 29 },
      { kind: 'record', name: 'RUN make', sizeBytes: 30, createdAtMs: NOW_MS - 5, row: 8 },
      { kind: 'container', name: 'web', sizeBytes: 20, createdAtMs: NOW_MS - 3, row: 11 },
      { kind: 'volume', name: 'data', sizeBytes: 10, createdAtMs: NOW_MS - 2, row: 11 },
    ]);
  });

  test('are ten at most, and only those are given numbers', () => {
    const records = Array.from({ length: 50 }, (_, index) =>
      aRecord({ id: `r${index}`, sizeBytes: index + 1, createdAtMs: NOW_MS }),
    );
    const asked: string[] = [];
    const newcomers = newcomersOf(anInventory({ records }), YESTERDAY_MS, (_, id) => asked.push(id));
    expect(newcomers.map(({ sizeBytes }) => sizeBytes)).toEqual([50, 49, 48, 47, 46, 45, 44, 43, 42, 41]);
    expect(asked).toHaveLength(10);
  });

  test('have names that no window chokes on', () => {
    const records = [aRecord({ id: 'r', description: 'x'.repeat(100_000), createdAtMs: NOW_MS })];
    expect(newcomersOf(anInventory({ records }), YESTERDAY_MS, rowOf)[0]?.name).toHaveLength(500);
  });
});
