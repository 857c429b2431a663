/**
 * When the engine's disk is full if it goes on filling as it did, and nothing is cleaned.
 *
 * The rate is a Theil–Sen slope: the median of the slopes between all pairs of samples, one an hour, that no clean lies between. It
 * needs no model, and a fifth of bad samples does not move it far. The 80 % range is the rate's: from the 10th to the 90th percentile
 * of the same slopes, so that it is as wide as the days were different from each other. Pairs that are close in time tell the hour of
 * the day and not the trend; they are left out.
 */

import type { Forecast, TrendPoint } from '../../../shared/state.ts';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** What is older says little about next week. */
export const FORECAST_BASIS_MS = 14 * DAY_MS;
const LEAST_BASIS_MS = DAY_MS;
/** Beyond this nobody plans. */
const HORIZON_DAYS = 365;
/** Ends of the 80 % range. */
const LOW_SHARE = 0.1;
const HIGH_SHARE = 0.9;
/** Pairs closer than this, or than a quarter of the longest stretch where that is less, are left out. */
const LEAST_APART_MS = DAY_MS;

/** A time in which space was freed by us: what lies before it is not compared with what lies after. */
export interface CleanTime {
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

/** Samples are free bytes of the engine's disk, in any order. Never NaN. */
export function forecastOf(
  samples: readonly TrendPoint[],
  cleans: readonly CleanTime[],
  nowMs: number,
): Forecast {
  const recent = samples
    .filter(({ atMs }) => atMs <= nowMs && atMs >= nowMs - FORECAST_BASIS_MS)
    .sort((a, b) => a.atMs - b.atMs || a.bytes - b.bytes);
  const stretches = stretchesBetween(recent, cleans);
  const basisMs = stretches.reduce((sum, stretch) => sum + lengthMs(stretch), 0);
  const freeBytes = recent.at(-1)?.bytes;
  if (freeBytes === undefined || basisMs < LEAST_BASIS_MS) return { kind: 'unknown' };
  const rates = fillRates(stretches);
  const likelyRate = quantile(rates, 0.5);
  const fastRate = quantile(rates, HIGH_SHARE);
  if (likelyRate <= 0 || freeBytes / fastRate > HORIZON_DAYS) return { kind: 'not-filling' };
  const slowRate = quantile(rates, LOW_SHARE);
  return {
    kind: 'fills',
    likelyDays: freeBytes / likelyRate,
    soonestDays: freeBytes / fastRate,
    latestDays: slowRate > 0 ? freeBytes / slowRate : undefined,
    basisDays: basisMs / DAY_MS,
  };
}

/** One sample an hour, the last, in runs that no clean breaks; samples taken during a clean belong to none. */
function stretchesBetween(
  ordered: readonly TrendPoint[],
  cleans: readonly CleanTime[],
): readonly (readonly TrendPoint[])[] {
  const stretches = new Map<number, Map<number, TrendPoint>>();
  for (const sample of ordered) {
    if (
      cleans.some(({ startedAtMs, finishedAtMs }) => sample.atMs > startedAtMs && sample.atMs < finishedAtMs)
    )
      continue;
    const cleansBefore = cleans.filter(({ finishedAtMs }) => finishedAtMs <= sample.atMs).length;
    const stretch = stretches.get(cleansBefore) ?? new Map<number, TrendPoint>();
    stretch.set(Math.floor(sample.atMs / HOUR_MS), sample);
    stretches.set(cleansBefore, stretch);
  }
  return [...stretches.values()].map((stretch) => [...stretch.values()]);
}

/** Bytes a day that the disk loses, between each two samples of a stretch that are far enough apart; ascending. */
function fillRates(stretches: readonly (readonly TrendPoint[])[]): Float64Array {
  const apartMs = Math.min(LEAST_APART_MS, Math.max(...stretches.map(lengthMs)) / 4);
  const rates: number[] = [];
  for (const stretch of stretches) {
    stretch.forEach((later, index) => {
      for (const earlier of stretch.slice(0, index)) {
        const spanMs = later.atMs - earlier.atMs;
        if (spanMs >= apartMs) rates.push(((earlier.bytes - later.bytes) / spanMs) * DAY_MS);
      }
    });
  }
  return Float64Array.from(rates).sort();
}

function lengthMs(stretch: readonly TrendPoint[]): number {
  return (stretch.at(-1)?.atMs ?? 0) - (stretch[0]?.atMs ?? 0);
}

/** The value below which this share of them lies, between neighbours where it falls there. */
function quantile(ascending: Float64Array, share: number): number {
  const place = (ascending.length - 1) * share;
  const below = ascending[Math.floor(place)] ?? 0;
  const above = ascending[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
