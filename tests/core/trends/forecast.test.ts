/** When the disk is full: the forecast follows the growth, whatever order, scale and cleans the samples come in. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, forecastOf, type CleanTime } from '../../../electron/core/trends/forecast.ts';
import type { TrendPoint } from '../../../shared/state.ts';
import type { Forecast } from '../../../shared/state.ts';

const HOUR_MS = DAY_MS / 24;
const GB = 1_000_000_000;
const NOW_MS = Date.UTC(2026, 2, 15);

/** Free bytes each hour of the last `days`, from how many there are that long ago. */
function hourly(days: number, freeAt: (daysAgo: number) => number): TrendPoint[] {
  return Array.from({ length: days * 24 + 1 }, (_, hour) => {
    const daysAgo = days - hour / 24;
    return { atMs: NOW_MS - daysAgo * DAY_MS, bytes: Math.round(freeAt(daysAgo)) };
  });
}
const likelyDays = (forecast: Forecast): number =>
  forecast.kind === 'fills' ? forecast.likelyDays : Number.POSITIVE_INFINITY;

describe('a disk that loses 2 GB a day and has 20 GB left', () => {
  test('is full in 10 days', () => {
    const forecast = forecastOf(
      hourly(12, (daysAgo) => (20 + 2 * daysAgo) * GB),
      [],
      NOW_MS,
    );
    expect(forecast).toMatchObject({ kind: 'fills' });
    expect(likelyDays(forecast)).toBeCloseTo(10, 6);
    if (forecast.kind === 'fills') {
      expect(forecast.soonestDays).toBeCloseTo(10, 6);
      expect(forecast.latestDays).toBeCloseTo(10, 6);
      expect(forecast.basisDays).toBeCloseTo(12, 6);
    }
  });

  test('is so in spite of a clean that freed 30 GB, which alone would hide it', () => {
    const cleanedDaysAgo = 5;
    const samples = hourly(
      12,
      (daysAgo) => (20 + 2 * daysAgo - (daysAgo > cleanedDaysAgo ? 30 : 0)) * GB + 40 * GB,
    );
    const cleans = [
      {
        startedAtMs: NOW_MS - cleanedDaysAgo * DAY_MS,
        finishedAtMs: NOW_MS - cleanedDaysAgo * DAY_MS + HOUR_MS / 2,
      },
    ];
    expect(likelyDays(forecastOf(samples, cleans, NOW_MS))).toBeCloseTo(30, 1);
    expect(likelyDays(forecastOf(samples, [], NOW_MS))).not.toBeCloseTo(30, 1);
  });

  test('is so in spite of one hour in which a build took 15 GB and gave them back', () => {
    const samples = hourly(12, (daysAgo) => (20 + 2 * daysAgo - (daysAgo === 3 ? 15 : 0)) * GB);
    expect(likelyDays(forecastOf(samples, [], NOW_MS))).toBeCloseTo(10, 1);
  });

  test('may be full sooner or later where the days differ', () => {
    const samples = hourly(12, (daysAgo) => (20 + 2 * daysAgo + 3 * Math.sin(daysAgo)) * GB);
    const forecast = forecastOf(samples, [], NOW_MS);
    if (forecast.kind !== 'fills') throw new Error(forecast.kind);
    expect(forecast.soonestDays).toBeLessThan(forecast.likelyDays);
    expect(forecast.latestDays ?? Infinity).toBeGreaterThan(forecast.likelyDays);
  });
});

describe('says nothing', () => {
  test.each([
    ['without samples', []],
    ['from less than a day', hourly(1, () => 5 * GB).slice(2)],
    [
      'from what is older than two weeks',
      hourly(30, () => GB).filter(({ atMs }) => atMs < NOW_MS - 15 * DAY_MS),
    ],
    [
      'from samples of a clock that was ahead',
      hourly(3, () => GB).map(({ atMs, bytes }) => ({ atMs: atMs + 9 * DAY_MS, bytes })),
    ],
  ])('%s', (_, samples) => {
    expect(forecastOf(samples, [], NOW_MS)).toEqual({ kind: 'unknown' });
  });
});

describe('a disk does not fill', () => {
  test.each([
    ['where it stays', (): number => 20 * GB],
    ['where it empties', (daysAgo: number): number => (40 - daysAgo) * GB],
    ['where that takes years', (daysAgo: number): number => (500 + 0.1 * daysAgo) * GB],
  ])('%s', (_, freeAt) => {
    expect(forecastOf(hourly(10, freeAt), [], NOW_MS)).toEqual({ kind: 'not-filling' });
  });
});

describe('for any history', () => {
  const samples = fc.array(
    fc.record({
      atMs: fc.integer({ min: NOW_MS - 16 * DAY_MS, max: NOW_MS + DAY_MS }),
      bytes: fc.integer({ min: 0, max: 4000 * GB }),
    }),
    { maxLength: 60 },
  );
  const cleans: fc.Arbitrary<CleanTime[]> = fc.array(
    fc
      .record({
        startedAtMs: fc.integer({ min: NOW_MS - 16 * DAY_MS, max: NOW_MS }),
        tookMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
      })
      .map(({ startedAtMs, tookMs }) => ({ startedAtMs, finishedAtMs: startedAtMs + tookMs })),
    { maxLength: 4 },
  );

  test('the likely day lies within its range, and all are numbers', () => {
    fc.assert(
      fc.property(samples, cleans, (given, breaks) => {
        const forecast = forecastOf(given, breaks, NOW_MS);
        if (forecast.kind !== 'fills') return;
        const { soonestDays, likelyDays: likely, latestDays, basisDays } = forecast;
        expect([soonestDays, likely, latestDays ?? 0, basisDays].every(Number.isFinite)).toBe(true);
        expect(soonestDays).toBeGreaterThanOrEqual(0);
        expect(soonestDays).toBeLessThanOrEqual(likely);
        expect(latestDays ?? Infinity).toBeGreaterThanOrEqual(likely);
        expect(soonestDays).toBeLessThanOrEqual(365);
        expect(basisDays).toBeGreaterThanOrEqual(1);
        expect(basisDays).toBeLessThanOrEqual(14);
      }),
    );
  });

  test('the order in which samples and cleans come does not matter', () => {
    fc.assert(
      fc.property(
        samples.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        cleans,
        ([given, shuffled], breaks) => {
          expect(forecastOf(shuffled, [...breaks].reverse(), NOW_MS)).toEqual(
            forecastOf(given, breaks, NOW_MS),
          );
        },
      ),
    );
  });

  test('a disk a thousand times as large that fills as much faster is full on the same day', () => {
    fc.assert(
      fc.property(samples, cleans, (given, breaks) => {
        const large = given.map(({ atMs, bytes }) => ({ atMs, bytes: bytes * 1024 }));
        expect(forecastOf(large, breaks, NOW_MS)).toEqual(forecastOf(given, breaks, NOW_MS));
      }),
    );
  });

  test('what fills faster is never full later', () => {
    fc.assert(
      fc.property(samples, cleans, fc.integer({ min: 0, max: 50 * GB }), (given, breaks, moreADay) => {
        const faster = given.map(({ atMs, bytes }) => ({
          atMs,
          bytes: bytes + (moreADay * (NOW_MS - atMs)) / DAY_MS,
        }));
        // The newest sample says how much is free now: it must not gain from being moved.
        const newestMs = Math.max(...given.map(({ atMs }) => atMs).filter((atMs) => atMs <= NOW_MS));
        const shift = (moreADay * (NOW_MS - newestMs)) / DAY_MS;
        const level = faster.map(({ atMs, bytes }) => ({ atMs, bytes: bytes - shift }));
        const before = likelyDays(forecastOf(given, breaks, NOW_MS));
        expect(likelyDays(forecastOf(level, breaks, NOW_MS))).toBeLessThanOrEqual(before * (1 + 1e-9));
      }),
    );
  });
});
