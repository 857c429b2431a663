/** A clock whose waits are over at once: time jumps, and the waits are remembered. */

import type { EngineClock } from '../../electron/engine/engine-clock.ts';

export interface ImpatientClock extends EngineClock {
  readonly waitsMs: readonly number[];
}

export function impatientClock(): ImpatientClock {
  const waitsMs: number[] = [];
  let nowMs = 1_800_000_000_000;
  return {
    waitsMs,
    nowMs: () => nowMs,
    after(delayMs, run) {
      waitsMs.push(delayMs);
      const timer = setImmediate(() => {
        nowMs += delayMs;
        run();
      });
      return () => clearImmediate(timer);
    },
  };
}
