/** Remembers readings: writes samples, and draws the trend from them. */

import type { Trend } from '../../shared/state.ts';
import type { Sample, SampleFile } from './ports/host.ts';

export const DAY_MS = 24 * 3_600_000;
const TREND_MS = 2 * DAY_MS;
const SAMPLE_EVERY_MS = 5 * 60_000;
/** Growth needs a past to be measured against. */
const SHORTEST_PAST_MS = 10 * 60_000;
const MOST_POINTS = 200;

export class History {
  readonly #file: SampleFile;
  #points: Sample[] = [];
  #engineKey = '';
  readonly #writtenAtMs = new Map<string, number>();

  constructor(file: SampleFile) {
    this.#file = file;
  }

  /** Takes a reading; writes at most one sample per category in five minutes. Answers the trend of the build cache. */
  async add(samples: readonly Sample[], nowMs: number): Promise<Trend> {
    const engineKey = samples[0]?.engineKey ?? this.#engineKey;
    if (engineKey !== this.#engineKey) {
      this.#engineKey = engineKey;
      this.#points = [...(await this.#file.read(engineKey, 'cache', nowMs - TREND_MS))];
    }
    this.#points.push(...samples.filter((sample) => sample.category === 'cache'));
    // A clock that went back leaves points in the future: they would be drawn before their time.
    this.#points = this.#points.filter(({ atMs }) => atMs > nowMs - TREND_MS && atMs <= nowMs);
    const due = samples.filter((sample) => this.#isDue(sample));
    if (due.length > 0) await this.#file.add(due);
    return trendOf(this.#points, nowMs);
  }

  #isDue({ engineKey, category, atMs }: Sample): boolean {
    const key = `${engineKey} ${category}`;
    const writtenAtMs = this.#writtenAtMs.get(key);
    if (writtenAtMs !== undefined && Math.abs(atMs - writtenAtMs) < SAMPLE_EVERY_MS) return false;
    this.#writtenAtMs.set(key, atMs);
    return true;
  }
}

/** The last 48 h in at most 200 points, and what the last 24 h added. */
export function trendOf(samples: readonly Sample[], nowMs: number): Trend {
  const every = Math.ceil(samples.length / MOST_POINTS);
  const points = samples
    .filter((_, index) => (samples.length - 1 - index) % every === 0)
    .map(({ atMs, bytes }) => ({ atMs, bytes }));
  const oldest = samples.find(({ atMs }) => atMs > nowMs - DAY_MS);
  const newest = samples.at(-1);
  const isKnown = oldest && newest && newest.atMs - oldest.atMs >= SHORTEST_PAST_MS;
  return { points, dayGrowthBytes: isKnown ? newest.bytes - oldest.bytes : undefined };
}
