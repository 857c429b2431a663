import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../electron/core/ports/host.ts';
import { thinSamples } from '../../electron/host/thin-samples.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = 1_700_000_000_000;

function every(stepMs: number, forMs: number, engineKey = 'e'): readonly Sample[] {
  const count = Math.floor(forMs / stepMs);
  return Array.from({ length: count }, (_, n) => ({
    atMs: NOW_MS - n * stepMs,
    engineKey,
    category: 'cache',
    bytes: n,
  }));
}

const anySamples: fc.Arbitrary<Sample[]> = fc.array(
  fc.record({
    atMs: fc.integer({ min: NOW_MS - 900 * DAY_MS, max: NOW_MS + 10 * DAY_MS }),
    engineKey: fc.constantFrom('one', 'two'),
    category: fc.constantFrom<Sample['category'][]>('cache', 'images', 'disk-free'),
    bytes: fc.nat(),
  }),
);
const anyNow = fc.integer({ min: NOW_MS - 400 * DAY_MS, max: NOW_MS + 400 * DAY_MS });

function newestOfEach(samples: readonly Sample[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const { atMs, engineKey, category } of samples) {
    const key = `${engineKey} ${category}`;
    newest.set(key, Math.max(newest.get(key) ?? 0, atMs));
  }
  return newest;
}

describe('thinning samples', () => {
  it('keeps five minutes for two days, hours for 90 days, days for two years', () => {
    const thinned = thinSamples(every(60_000, 100 * DAY_MS), NOW_MS);
    const between = (fromDays: number, toDays: number): number =>
      thinned.filter(({ atMs }) => NOW_MS - atMs > fromDays * DAY_MS && NOW_MS - atMs <= toDays * DAY_MS)
        .length;
    expect(between(-1, 1)).toBeGreaterThanOrEqual(288);
    expect(between(-1, 1)).toBeLessThanOrEqual(290);
    expect(between(10, 20)).toBeGreaterThanOrEqual(239);
    expect(between(10, 20)).toBeLessThanOrEqual(241);
    expect(between(91, 99)).toBeGreaterThanOrEqual(7);
    expect(between(91, 99)).toBeLessThanOrEqual(9);
  });

  it('forgets what is older than two years, but for the last word of an engine', () => {
    const old = [800, 790, 780].map((days) => ({ ...every(1, 1)[0]!, atMs: NOW_MS - days * DAY_MS }));
    expect(thinSamples(old, NOW_MS)).toEqual([old[2]]);
  });

  it('keeps what is of the future, since the present may be wrong', () => {
    const samples = every(HOUR_MS, 30 * DAY_MS);
    expect(thinSamples(samples, 0)).toHaveLength(samples.length);
  });

  it('invents nothing, never grows, and has done all at once', () => {
    fc.assert(
      fc.property(anySamples, anyNow, (samples, nowMs) => {
        const thinned = thinSamples(samples, nowMs);
        expect(thinned.length).toBeLessThanOrEqual(samples.length);
        expect(thinned.every((sample) => samples.includes(sample))).toBe(true);
        expect(thinSamples(thinned, nowMs)).toEqual(thinned);
      }),
    );
  });

  it('keeps the newest of each series', () => {
    fc.assert(
      fc.property(anySamples, anyNow, (samples, nowMs) => {
        expect(newestOfEach(thinSamples(samples, nowMs))).toEqual(newestOfEach(samples));
      }),
    );
  });
});
