/** When an engine is read next: one timer for each depth, and none that a deeper and sooner reading makes needless. */

import type { Clock } from './ports/host.ts';
import { deeper, type Depth } from './usage-reader.ts';

export class ReadingTimers {
  readonly #clock: Clock;
  readonly #read: (depth: Depth) => void;
  readonly #armed = new Map<Depth, { readonly atMs: number; readonly cancel: () => void }>();

  constructor(clock: Clock, read: (depth: Depth) => void) {
    this.#clock = clock;
    this.#read = read;
  }

  /** Reads this deep within this time, or sooner where that was already due. */
  armWithin(delayMs: number, depth: Depth): void {
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

  forget(): void {
    for (const { cancel } of this.#armed.values()) cancel();
    this.#armed.clear();
  }
}
