/** When an engine is read next: one timer for each depth, and none that a deeper and sooner reading makes needless. */

import type { Clock } from './ports/host.ts';
import { afterEventMs, floorMs, retryMs } from './reading-rhythm.ts';
import { deeper, type Depth } from './usage-reader.ts';

export class ReadingTimers {
  readonly #clock: Clock;
  readonly #read: (depth: Depth) => void;
  readonly #armed = new Map<Depth, { readonly atMs: number; readonly cancel: () => void }>();
  /** The last reading of each depth: a deep one costs more and so comes more rarely. */
  readonly #last = new Map<Depth, { readonly atMs: number; readonly durationMs: number }>();

  constructor(clock: Clock, read: (depth: Depth) => void) {
    this.#clock = clock;
    this.#read = read;
  }

  noteReading(depth: Depth, startedAtMs: number): void {
    const atMs = this.#clock.nowMs();
    this.#last.set(depth, { atMs, durationMs: atMs - startedAtMs });
  }

  /** The figure follows within seconds; what costs more follows as soon as its cost allows. */
  armAfterEvent(depth: Depth): void {
    const { atMs, durationMs } = this.#last.get(depth) ?? { atMs: -Infinity, durationMs: 0 };
    this.#armWithin(afterEventMs(this.#clock.nowMs() - atMs, durationMs), depth);
  }

  /** The next one that nothing prompts. */
  armFloor(engine: { readonly isWindowOpen: boolean; readonly isCheap: boolean }): void {
    const { durationMs } = this.#last.get('cache') ?? { durationMs: 0 };
    this.#armWithin(floorMs({ durationMs, ...engine }), 'cache');
  }

  armRetry(tries: number, isAsleep: boolean): void {
    this.#armWithin(retryMs(tries, isAsleep), 'light');
  }

  /** Nothing is due any more. */
  cancel(): void {
    for (const { cancel } of this.#armed.values()) cancel();
    this.#armed.clear();
  }

  /** Another engine: what reading cost says nothing of it. */
  startOver(): void {
    this.cancel();
    this.#last.clear();
  }

  /** Reads this deep within this time, or sooner where that was already due. */
  #armWithin(delayMs: number, depth: Depth): void {
    const atMs = this.#clock.nowMs() + delayMs;
    if ([...this.#armed].some(([other, armed]) => armed.atMs <= atMs && deeper(depth, other) === other))
      return;
    this.#armed.get(depth)?.cancel();
    const cancel = this.#clock.after(delayMs, () => {
      this.#armed.delete(depth);
      this.#read(depth);
    });
    this.#armed.set(depth, { atMs, cancel });
  }
}
