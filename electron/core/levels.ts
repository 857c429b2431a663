/** How full the two levels are that the gauge shows. */

import { budgetOf } from '../../shared/budget.ts';
import type { AppState } from '../../shared/state.ts';

/** Build cache as a fraction of its budget, 0 and up; undefined before the first reading. */
export function budgetFraction(state: AppState): number | undefined {
  const cache = state.usage.cache?.value;
  return cache && cache.totalBytes / budgetOf(state.settings, state.usage.disk?.value);
}

/** Used share of the engine's disk, 0–1; undefined where it cannot be seen. */
export function diskFraction(state: AppState): number | undefined {
  const disk = state.usage.disk?.value;
  return disk && 1 - disk.freeBytes / disk.totalBytes;
}
