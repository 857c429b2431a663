/** When a pause of the automation ends. */

import type { Bridge } from '../../../shared/contract.ts';

const HOUR_MS = 3_600_000;
/** Infinity is not plain data. */
const UNTIL_RESUMED_MS = Number.MAX_SAFE_INTEGER;

export type PauseUntil = Parameters<Bridge['pauseAutomation']>[0]['until'];

/** Epoch ms, local time; undefined resumes. Tomorrow begins at six, when nobody works yet. */
export function pauseEndMs(until: PauseUntil, nowMs: number): number | undefined {
  switch (until) {
    case 'now':
      return undefined;
    case 'one-hour':
      return nowMs + HOUR_MS;
    case 'resumed-by-hand':
      return UNTIL_RESUMED_MS;
    case 'tomorrow': {
      const morning = new Date(nowMs);
      morning.setDate(morning.getDate() + 1);
      return morning.setHours(6, 0, 0, 0);
    }
  }
}
