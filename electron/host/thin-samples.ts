/** Makes history coarser with age: every 5 minutes for 48 hours, hourly for 90 days, daily for two years. */

import type { Sample } from '../core/ports/host.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Youngest first. */
const TIERS = [
  { maxAgeMs: 48 * HOUR_MS, stepMs: 5 * MINUTE_MS },
  { maxAgeMs: 90 * DAY_MS, stepMs: HOUR_MS },
  { maxAgeMs: 730 * DAY_MS, stepMs: DAY_MS },
] as const;

/**
 * Keeps the last sample of each step of each series, and each series' newest whatever its age; ordered by time.
 * Samples from the future stay, as finely as young ones: it may be the present clock that is wrong.
 */
export function thinSamples(samples: readonly Sample[], nowMs: number): readonly Sample[] {
  const ordered = [...samples].sort((a, b) => a.atMs - b.atMs);
  const newest = new Map(ordered.map((sample) => [seriesKey(sample), sample]));
  const kept = new Map<string, Sample>();
  for (const sample of ordered) {
    const tier = TIERS.find(({ maxAgeMs }) => nowMs - sample.atMs <= maxAgeMs);
    const series = seriesKey(sample);
    if (tier !== undefined)
      kept.set(`${series} ${tier.stepMs} ${Math.floor(sample.atMs / tier.stepMs)}`, sample);
    else if (newest.get(series) === sample) kept.set(series, sample);
  }
  return [...kept.values()].sort((a, b) => a.atMs - b.atMs);
}

function seriesKey({ engineKey, category }: Sample): string {
  return `${engineKey} ${category}`;
}
