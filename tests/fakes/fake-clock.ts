/** A clock that stands still until a test moves it; timers fire in order as it passes them. */

import type { Clock } from '../../electron/core/ports/host.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

export class FakeClock implements Clock {
  #nowMs: number;
  readonly #zone: string;
  readonly #timers = new Set<Timer>();

  constructor(nowMs = 0, zone = 'UTC') {
    this.#nowMs = nowMs;
    this.#zone = zone;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  timeZone(): string {
    return this.#zone;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Time of the next timer; undefined when none waits. */
  get nextMs(): number | undefined {
    const times = [...this.#timers].map(({ atMs }) => atMs);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Passes this much time; what the timers start gets to run before the next one fires. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (let next = this.#firstUntil(endMs); next !== undefined; next = this.#firstUntil(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      await settled();
    }
    this.#nowMs = endMs;
  }

  /** The wall clock is set, forwards or back; timers do not notice, as in life. */
  set(nowMs: number): void {
    const jumpMs = nowMs - this.#nowMs;
    const moved = [...this.#timers].map(({ atMs, run }) => ({ atMs: atMs + jumpMs, run }));
    this.#timers.clear();
    for (const timer of moved) this.#timers.add(timer);
    this.#nowMs = nowMs;
  }

  #firstUntil(endMs: number): Timer | undefined {
    return [...this.#timers]
      .filter(({ atMs }) => atMs <= endMs)
      .sort((one, other) => one.atMs - other.atMs)[0];
  }
}

/** Lets every promise that can settle settle. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}
