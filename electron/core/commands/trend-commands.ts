/** How the use of the disk went, and what came since. */

import type { TrendPoint, Usage, UsageReading } from '../../../shared/state.ts';
import type { Change, Changes, TrendAnswer, TrendCategory, TrendSpan } from '../../../shared/trends.ts';
import type { BilgeParts } from '../bilge-parts.ts';
import { changeOf, newcomersOf, type RowOf } from '../trends/changes.ts';
import { DAY_MS } from '../trends/forecast.ts';
import { trendPoints } from '../trends/trend-points.ts';
import type { Helm } from './helm.ts';

const SPAN_MS: Readonly<Record<TrendSpan, number>> = {
  '48h': 2 * DAY_MS,
  '90d': 90 * DAY_MS,
  '2y': 730 * DAY_MS,
};
const SINCE_MS = { day: DAY_MS, week: 7 * DAY_MS } as const;
const CATEGORIES = ['cache', 'images', 'containers', 'volumes'] as const satisfies Change['category'][];

export class TrendCommands {
  readonly #parts: Pick<BilgeParts, 'samples' | 'clock'>;
  readonly #helm: Pick<Helm, 'store' | 'monitor' | 'engineKey'>;
  readonly #rowOf: RowOf;

  constructor(
    parts: Pick<BilgeParts, 'samples' | 'clock'>,
    helm: Pick<Helm, 'store' | 'monitor' | 'engineKey'>,
    rowOf: RowOf,
  ) {
    this.#parts = parts;
    this.#helm = helm;
    this.#rowOf = rowOf;
  }

  /** Ends with the present reading, which no sample may have caught yet. */
  async trend(category: TrendCategory, span: TrendSpan): Promise<TrendAnswer> {
    const nowMs = this.#parts.clock.nowMs();
    const samples = await this.#samples(category, nowMs - SPAN_MS[span]);
    const past = samples.filter(({ atMs }) => atMs <= nowMs);
    const present = readingOf(this.#helm.store.state.usage, category);
    const isNewer = present !== undefined && present.atMs > (past.at(-1)?.atMs ?? -Infinity);
    return { points: trendPoints(isNewer && past.length > 0 ? [...past, present] : past) };
  }

  async changes(since: 'day' | 'week'): Promise<Changes> {
    const { monitor, store } = this.#helm;
    const nowMs = this.#parts.clock.nowMs();
    const sinceMs = nowMs - SINCE_MS[since];
    const changes = CATEGORIES.map(async (category) => {
      const samples = await this.#samples(category, nowMs - 2 * SINCE_MS[since]);
      return changeOf(category, store.state.usage[category], samples, sinceMs);
    });
    const { inventory } = monitor;
    return {
      changes: await Promise.all(changes),
      newcomers: inventory ? newcomersOf(inventory, sinceMs, this.#rowOf) : [],
    };
  }

  async #samples(category: TrendCategory, sinceMs: number): Promise<readonly TrendPoint[]> {
    const { engineKey } = this.#helm;
    if (engineKey === undefined) return [];
    const samples = await this.#parts.samples.read(engineKey, category, sinceMs);
    return samples.map(({ atMs, bytes }) => ({ atMs, bytes }));
  }
}

function readingOf(usage: Usage, category: TrendCategory): TrendPoint | undefined {
  if (category === 'disk-free')
    return usage.disk && { atMs: usage.disk.takenAtMs, bytes: usage.disk.value.freeBytes };
  const reading: UsageReading<{ readonly totalBytes: number }> | undefined = usage[category];
  return reading && { atMs: reading.takenAtMs, bytes: reading.value.totalBytes };
}
