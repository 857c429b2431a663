import { expect, test } from 'vitest';
import { firstChunkSize, nextChunkSize } from '../../../electron/core/cleaning/chunk-size.ts';

test('chunks grow while calls are quick, shrink when they are slow, and stay in bounds', () => {
  expect(nextChunkSize(firstChunkSize, 10)).toBe(firstChunkSize * 2);
  expect(nextChunkSize(100, 250)).toBe(100);
  expect(nextChunkSize(100, 5_000)).toBe(50);
  expect(nextChunkSize(1, 5_000)).toBe(1);
  expect(nextChunkSize(500, 1)).toBe(500);
});
