/** History in one compact file: a line a sample, appended as they come, thinned once a day. */

import { appendFile, readFile } from 'node:fs/promises';
import type { Clock, Log, Sample, SampleFile } from '../core/ports/host.ts';
import { writeAtomically } from './atomic-write.ts';
import { errorCode } from './error-code.ts';
import { inTurn } from './in-turn.ts';
import { thinSamples } from './thin-samples.ts';

const THIN_EVERY_MS = 24 * 3_600_000;

export class CompactSampleFile implements SampleFile {
  readonly #path: string;
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #log: Log;
  readonly #inTurn = inTurn();
  #thinnedAtMs: number | undefined;

  constructor(path: string, clock: Pick<Clock, 'nowMs'>, log: Log) {
    this.#path = path;
    this.#clock = clock;
    this.#log = log;
  }

  /** Does not fail: a gap in the history must disturb nothing, least of all on a full disk. */
  async add(samples: readonly Sample[]): Promise<void> {
    await this.#inTurn(async () => {
      try {
        await appendFile(this.#path, samples.map(lineOf).join(''), { mode: 0o600 });
        await this.#thinDaily();
      } catch (error) {
        this.#log.write('samples-not-kept', { code: errorCode(error) ?? 'unknown' });
      }
    });
  }

  /** Oldest first. */
  async read(engineKey: string, category: Sample['category'], sinceMs: number): Promise<readonly Sample[]> {
    const all = await this.#inTurn(() => this.#readAll());
    return all
      .filter(
        (sample) => sample.engineKey === engineKey && sample.category === category && sample.atMs >= sinceMs,
      )
      .sort((a, b) => a.atMs - b.atMs);
  }

  /** A clock set back counts as a day gone by: thinning once too often does no harm. What another process adds meanwhile is lost. */
  async #thinDaily(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    const sinceMs = this.#thinnedAtMs === undefined ? -1 : nowMs - this.#thinnedAtMs;
    if (sinceMs >= 0 && sinceMs < THIN_EVERY_MS) return;
    this.#thinnedAtMs = nowMs;
    const all = await this.#readAll();
    const thinned = thinSamples(all, nowMs);
    if (thinned.length < all.length) await writeAtomically(this.#path, thinned.map(lineOf).join(''));
  }

  async #readAll(): Promise<readonly Sample[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap((line) => sampleFrom(line) ?? []);
  }
}

/** The line end comes first, so that a line torn by a crash or a full disk ends where the next one begins. */
function lineOf({ atMs, engineKey, category, bytes }: Sample): string {
  return `\n${JSON.stringify([atMs, engineKey, category, bytes])}`;
}

function sampleFrom(line: string): Sample | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!Array.isArray(value)) return undefined;
    const [atMs, engineKey, category, bytes] = value as readonly unknown[];
    const isSample =
      typeof atMs === 'number' &&
      typeof engineKey === 'string' &&
      isCategory(category) &&
      typeof bytes === 'number';
    return isSample ? { atMs, engineKey, category, bytes } : undefined;
  } catch {
    return undefined;
  }
}

const CATEGORIES: ReadonlySet<unknown> = new Set<Sample['category']>([
  'cache',
  'images',
  'containers',
  'volumes',
  'disk-free',
]);

function isCategory(value: unknown): value is Sample['category'] {
  return CATEGORIES.has(value);
}
