/** What helps when the engine's disk is almost full. */

import { isDiskAlmostFull, rescueOf, type Rescue } from '../shared/disk-level.ts';
import type { AppState } from '../shared/state.ts';

/** Undefined where nothing is in danger, or nothing can be done about it now. */
export function rescueFor({ engine, usage, cleaning }: AppState): Rescue | undefined {
  const disk = usage.disk?.value;
  const frees = usage.frees?.value;
  const canClean = engine.kind === 'ready' && cleaning.kind === 'idle';
  if (!canClean || disk === undefined || frees === undefined || !isDiskAlmostFull(disk)) return undefined;
  const rescue = rescueOf(disk, frees);
  return frees[rescue.preset].possible > 0 ? rescue : undefined;
}
