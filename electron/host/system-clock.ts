/** The computer's clock and timers. */

import type { Clock } from '../core/ports/host.ts';

/** `setTimeout` fires at once for a delay beyond 2³¹ − 1 ms (24.8 days), so longer ones go in legs. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class SystemClock implements Clock {
  readonly #holdsProcess: boolean;

  /** `holdsProcess`: a pending timer alone keeps the process alive (`bilge watch`). */
  constructor({ holdsProcess }: { readonly holdsProcess: boolean }) {
    this.#holdsProcess = holdsProcess;
  }

  nowMs(): number {
    return Date.now();
  }

  after(delayMs: number, run: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number): void => {
      const legMs = Math.min(leftMs, LONGEST_TIMER_MS);
      timer = setTimeout(() => (leftMs > legMs ? wait(leftMs - legMs) : run()), legMs);
      if (!this.#holdsProcess) timer.unref();
    };
    wait(Math.max(0, delayMs));
    return () => {
      clearTimeout(timer);
    };
  }

  timeZone(): string {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}
