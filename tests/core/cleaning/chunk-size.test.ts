import { expect, test } from 'vitest';
import { firstChunkSize, nextChunkSize } from '../../../electron/core/cleaning/chunk-size.ts';

test('a chunk grows while calls are quick, and shrinks while they hold up progress or a stop', () => {
  expect(nextChunkSize(firstChunkSize, 20)).toBe(2 * firstChunkSize);
  expect(nextChunkSize(500, 20)).toBe(500);
  expect(nextChunkSize(200, 300)).toBe(200);
  expect(nextChunkSize(200, 600)).toBe(100);
  expect(nextChunkSize(40, 600)).toBe(24);
  expect(nextChunkSize(16, 600)).toBe(16);
  expect(nextChunkSize(16, 3_000)).toBe(8);
  expect(nextChunkSize(1, 60_000)).toBe(1);
});
