/** A long history in few points: ends, peaks and troughs stay, and nothing is made up. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trendPoints } from '../../../electron/core/trends/trend-points.ts';

const history = fc
  .array(fc.record({ stepMs: fc.nat(100_000), bytes: fc.nat(1_000_000) }), { maxLength: 300 })
  .map((steps) => {
    let atMs = 0;
    return steps.map(({ stepMs, bytes }) => ({ atMs: (atMs += stepMs), bytes }));
  });

test('at most as many as asked for, in order, all of them there before', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 4, max: 100 }), (points, most) => {
      const few = trendPoints(points, most);
      expect(few.length).toBeLessThanOrEqual(most);
      expect(points.filter((point) => few.includes(point))).toEqual(few);
    }),
  );
});

test('the first, the last, the least and the greatest stay', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 4, max: 100 }), (points, most) => {
      const few = trendPoints(points, most);
      expect(few[0]).toEqual(points[0]);
      expect(few.at(-1)).toEqual(points.at(-1));
      const bytesOf = (some: typeof points): number[] => some.map(({ bytes }) => bytes);
      expect(Math.min(...bytesOf([...few]))).toBe(Math.min(...bytesOf(points)));
      expect(Math.max(...bytesOf([...few]))).toBe(Math.max(...bytesOf(points)));
    }),
  );
});

test('a history of two years fits into what a chart can draw', () => {
  const points = Array.from({ length: 3000 }, (_, index) => ({ atMs: index, bytes: index % 97 }));
  const few = trendPoints(points);
  expect(few.length).toBeLessThanOrEqual(600);
  expect(few.length).toBeGreaterThan(500);
});
