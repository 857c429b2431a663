/** When to read the engine next: after events, at a floor that grows with what a reading costs, rarely where only the full df exists. */

const EVENT_DEBOUNCE_MS = 2_000;
const FLOOR_WITH_WINDOW_MS = 15_000;
const FLOOR_WITHOUT_WINDOW_MS = 5 * 60_000;
/** Engines without a cache-only reading walk every volume for it. */
const FLOOR_EXPENSIVE_MS = 10 * 60_000;
const CEILING_MS = 60 * 60_000;
/** At most a fiftieth of the engine's time is ours. */
const COST_FACTOR = 50;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
/** Docker Desktop's Resource Saver: asking would wake it. */
const ASLEEP_RETRY_MS = 5 * 60_000;

/** Time until the next unprompted reading, ms, after one that took `durationMs`. */
export function floorMs(reading: {
  readonly durationMs: number;
  readonly isWindowOpen: boolean;
  readonly isCheap: boolean;
}): number {
  const base = reading.isWindowOpen ? FLOOR_WITH_WINDOW_MS : FLOOR_WITHOUT_WINDOW_MS;
  const wanted = reading.isCheap ? base : Math.max(base, FLOOR_EXPENSIVE_MS);
  return Math.min(CEILING_MS, Math.max(wanted, COST_FACTOR * reading.durationMs));
}

/** Time after an event until it is looked at: soon, but never so often that reading is all the engine does. */
export function afterEventMs(sinceLastReadingMs: number, durationMs: number): number {
  return Math.max(EVENT_DEBOUNCE_MS, COST_FACTOR * durationMs - sinceLastReadingMs);
}

/** Time until an unreachable engine is tried again, ms; `tries` counts from 0. */
export function retryMs(tries: number, isAsleep: boolean): number {
  return isAsleep ? ASLEEP_RETRY_MS : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries, 10));
}
