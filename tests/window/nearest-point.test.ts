import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestPoint } from '../../renderer/parts/trend/nearest-point.ts';

test('no point is nearer, and the first of equals is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1 }), fc.nat(1_000), (times, atMs) => {
      const away = times.map((each) => Math.abs(each - atMs));
      const points = times.map((each) => ({ atMs: each }));
      expect(nearestPoint(points, atMs)).toBe(away.indexOf(Math.min(...away)));
    }),
  );
});

test('there is none on an empty line', () => {
  expect(nearestPoint([], 5)).toBe(-1);
});
