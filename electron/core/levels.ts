/** How full is too full: the two levels that colour the gauge and raise alerts. */

import { budgetOf } from '../../shared/budget.ts';
import type { AppState, DiskSpace } from '../../shared/state.ts';

/** The engine's disk is almost full below either of these. */
const LOW_DISK_SHARE = 0.05;
const LOW_DISK_BYTES = 2_000_000_000;

export function isDiskAlmostFull(disk: DiskSpace | undefined): boolean {
  return (
    disk !== undefined &&
    (disk.freeBytes < LOW_DISK_BYTES || disk.freeBytes < disk.totalBytes * LOW_DISK_SHARE)
  );
}

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
