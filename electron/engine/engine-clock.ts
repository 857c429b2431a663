/** Time as the engine code uses it; tests hand in their own. */

import type { Stop } from '../core/ports/engine.ts';
import type { Clock } from '../core/ports/host.ts';

export type EngineClock = Pick<Clock, 'nowMs' | 'after'>;

export const systemClock: EngineClock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs`, or at once when stopped. */
export function pause(clock: EngineClock, delayMs: number, stop?: Stop): Promise<void> {
  if (stop?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      stop?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(delayMs, end);
    stop?.addEventListener('abort', end);
  });
}
