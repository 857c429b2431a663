/** When the engine's disk is almost full, and which clean helps. */

import { PRESET_NAMES, type PresetName } from './clean-options.ts';
import type { AppState, DiskSpace, PresetFrees } from './state.ts';

/** Almost full below either of these. */
const LOW_SHARE = 0.05;
const LOW_BYTES = 2_000_000_000;

export function isDiskAlmostFull(disk: DiskSpace | undefined): boolean {
  return disk !== undefined && disk.freeBytes < almostFullBytes(disk.totalBytes);
}

/** A disk of this size is almost full with less than this left. */
export function almostFullBytes(totalBytes: number): number {
  return Math.max(LOW_BYTES, totalBytes * LOW_SHARE);
}

const SOON_DAYS = 7;

/** A disk that is full in so many days, at the soonest end of the 80 % range, is worth an alarm. */
export function isSoon(soonestDays: number): boolean {
  return soonestDays <= SOON_DAYS;
}

export interface Rescue {
  readonly preset: PresetName;
  /** It certainly lifts the disk out of danger. */
  readonly isEnough: boolean;
}

/** The safest clean that certainly lifts the disk out of danger; the deepest where none does. */
export function rescueOf(disk: DiskSpace, frees: PresetFrees): Rescue {
  const preset = PRESET_NAMES.find(
    (name) => !isDiskAlmostFull({ ...disk, freeBytes: disk.freeBytes + frees[name].certain }),
  );
  return { preset: preset ?? 'deep', isEnough: preset !== undefined };
}

/** What helps the engine in view. Undefined where nothing is in danger, or nothing can be done about it now. */
export function rescueFor({ engine, usage, cleaning }: AppState): Rescue | undefined {
  const disk = usage.disk?.value;
  const frees = usage.frees?.value;
  const canClean = engine.kind === 'ready' && cleaning.kind === 'idle';
  if (!canClean || disk === undefined || frees === undefined || !isDiskAlmostFull(disk)) return undefined;
  const rescue = rescueOf(disk, frees);
  return frees[rescue.preset].possible > 0 ? rescue : undefined;
}

/** The clean that a warning about the disk names and leads to: the deep one where none is known to help. */
export function rescuePreset(state: AppState): PresetName {
  return rescueFor(state)?.preset ?? 'deep';
}
