/** When a pause of the automation ends. */

import type { Bridge } from '../../../shared/contract.ts';
import { nextRunAtMs } from './next-run.ts';

const HOUR_MS = 3_600_000;
/** Infinity is not plain data. */
const UNTIL_RESUMED_MS = Number.MAX_SAFE_INTEGER;

export type PauseUntil = Parameters<Bridge['pauseAutomation']>[0]['until'];

/** Epoch ms; undefined resumes. Tomorrow, in an IANA time zone, begins at six, when nobody works yet. */
export function pauseEndMs(until: PauseUntil, nowMs: number, timeZone: string): number | undefined {
  switch (until) {
    case 'now':
      return undefined;
    case 'one-hour':
      return nowMs + HOUR_MS;
    case 'resumed-by-hand':
      return UNTIL_RESUMED_MS;
    case 'tomorrow':
      return nextHourMs(6, nextHourMs(0, nowMs, timeZone), timeZone);
  }
}

function nextHourMs(hour: number, afterMs: number, timeZone: string): number {
  // Every day has every hour, or the moment right after the gap that took it.
  return nextRunAtMs({ kind: 'daily', hour, minute: 0 }, afterMs, timeZone) ?? afterMs;
}
