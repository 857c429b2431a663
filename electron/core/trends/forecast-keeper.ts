/** Keeps the forecast of the engine in view: worked out anew once an hour, and after a clean. */

import type { Clock, Journal, SampleFile } from '../ports/host.ts';
import type { Store } from '../store.ts';
import { FORECAST_BASIS_MS, forecastOf } from './forecast.ts';

const ANEW_AFTER_MS = 3_600_000;
/** Cleans of two weeks, unless they come more often than hourly. */
const MOST_RECEIPTS = 400;

interface ForecastKeeperParts {
  readonly clock: Clock;
  readonly samples: SampleFile;
  readonly journal: Pick<Journal, 'receipts'>;
}

export class ForecastKeeper {
  readonly #parts: ForecastKeeperParts;
  readonly #store: Store;
  /** What the last forecast was made of. */
  #basis = '';
  #madeAtMs = -Infinity;

  constructor(parts: ForecastKeeperParts, store: Store) {
    this.#parts = parts;
    this.#store = store;
  }

  /** This engine was read, and its samples are kept. Rejects where they cannot be read. */
  async look(engineKey: string): Promise<void> {
    const nowMs = this.#parts.clock.nowMs();
    const basis = `${engineKey} ${this.#store.state.lastReceipt?.planId ?? ''}`;
    if (basis === this.#basis && Math.abs(nowMs - this.#madeAtMs) < ANEW_AFTER_MS) return;
    this.#basis = basis;
    this.#madeAtMs = nowMs;
    const samples = await this.#parts.samples.read(engineKey, 'disk-free', nowMs - FORECAST_BASIS_MS);
    const receipts = await this.#parts.journal.receipts(MOST_RECEIPTS);
    const cleans = receipts
      .filter(({ deleted }) => deleted.length > 0)
      .map(({ startedAtMs, durationMs }) => ({ startedAtMs, finishedAtMs: startedAtMs + durationMs }));
    // Another engine may have come into view meanwhile.
    if (this.#basis === basis) this.#store.update({ forecast: forecastOf(samples, cleans, nowMs) });
  }

  /** Nothing of one engine is told as another's. */
  leave(): void {
    this.#basis = '';
  }
}
