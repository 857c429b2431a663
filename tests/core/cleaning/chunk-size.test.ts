import { expect, test } from 'vitest';
import { firstChunkSize, nextChunkSize } from '../../../electron/core/cleaning/chunk-size.ts';

test('a chunk grows while calls are quick, shrinks when a stop would wait long, within bounds', () => {
  expect(nextChunkSize(firstChunkSize, 20)).toBe(2 * firstChunkSize);
  expect(nextChunkSize(500, 20)).toBe(500);
  expect(nextChunkSize(200, 600)).toBe(200);
  expect(nextChunkSize(200, 3_000)).toBe(100);
  expect(nextChunkSize(64, 60_000)).toBe(64);
});
