/** A disk almost full, and the safest clean that helps. */

import { expect, test } from 'vitest';
import { isDiskAlmostFull, rescueOf } from '../../shared/disk-level.ts';

const GB = 1_000_000_000;
const frees = (cache: number, quick: number, deep: number) => ({
  cache: { certain: cache * GB, possible: 99 * GB },
  quick: { certain: quick * GB, possible: 99 * GB },
  deep: { certain: deep * GB, possible: 99 * GB },
});

test.each([
  ['under a twentieth', 512, 25.5, true],
  ['over a twentieth', 512, 25.7, false],
  ['under 2 GB of a small disk', 20, 1.9, true],
  ['over 2 GB of a small disk', 20, 2.1, false],
])('%s', (_, totalGB, freeGB, isFull) => {
  expect(isDiskAlmostFull({ totalBytes: totalGB * GB, freeBytes: freeGB * GB })).toBe(isFull);
});

test('a disk that cannot be seen is not full', () => {
  expect(isDiskAlmostFull(undefined)).toBe(false);
});

test.each([
  ['the cache where that is enough', frees(30, 40, 50), { preset: 'cache', isEnough: true }],
  ['quick where the cache alone is not', frees(1, 40, 50), { preset: 'quick', isEnough: true }],
  ['deep where nothing less is', frees(1, 2, 50), { preset: 'deep', isEnough: true }],
  ['deep where nothing is: only what is certain counts', frees(1, 2, 3), { preset: 'deep', isEnough: false }],
])('the rescue is %s', (_, given, rescue) => {
  expect(rescueOf({ totalBytes: 512 * GB, freeBytes: 5 * GB }, given)).toEqual(rescue);
});
