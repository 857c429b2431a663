/** From a reading of the engine to the sums that the surfaces show, with the time they were true. */

import type { CustomPreset } from '../../shared/clean-options.ts';
import type { PresetFrees, Usage, UsageReading } from '../../shared/state.ts';
import type { CacheUsage, Inventory } from '../../shared/usage.ts';
import type { Guard } from './cleaning/clean-scope.ts';
import { presetFrees } from './cleaning/preset-frees.ts';
import { protectsRecord } from './cleaning/protect.ts';
import type { CacheReading } from './ports/engine.ts';
import { summarizeContainers, summarizeImages, summarizeVolumes } from './usage/category-usage.ts';
import { summarizeCache } from './usage/record-standings.ts';

export function readingOfCache(
  { records, takenAtMs }: Pick<CacheReading, 'records' | 'takenAtMs'>,
  { protectRules }: Pick<Guard, 'protectRules'>,
): UsageReading<CacheUsage> {
  return { takenAtMs, value: summarizeCache(records, protectsRecord(protectRules)) };
}

export function readingOfFrees(
  inventory: Inventory,
  guard: Guard,
  presets: readonly CustomPreset[],
): UsageReading<PresetFrees> {
  return { takenAtMs: inventory.takenAtMs, value: presetFrees(inventory, guard, presets) };
}

/** Containers and volumes appear only when this inventory measured them: an older measurement stays, with its age. */
export function readingsOfInventory(
  inventory: Inventory,
  measuresAll: boolean,
  guard: Guard,
  presets: readonly CustomPreset[],
): Partial<Usage> {
  const { takenAtMs, records, images, containers, volumes } = inventory;
  return {
    cache: { takenAtMs, value: summarizeCache(records, protectsRecord(guard.protectRules)) },
    images: { takenAtMs, value: summarizeImages(images) },
    frees: readingOfFrees(inventory, guard, presets),
    ...(measuresAll && {
      containers: { takenAtMs, value: summarizeContainers(containers) },
      volumes: { takenAtMs, value: summarizeVolumes(volumes) },
    }),
  };
}
