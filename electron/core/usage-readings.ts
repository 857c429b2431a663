/** From a reading of the engine to the sums that the surfaces show, with the time they were true. */

import type { Usage, UsageReading } from '../../shared/state.ts';
import type { CacheUsage, Inventory } from '../../shared/usage.ts';
import { presetFrees } from './cleaning/preset-frees.ts';
import type { CacheReading } from './ports.ts';
import { summarizeContainers, summarizeImages, summarizeVolumes } from './usage/category-usage.ts';
import { summarizeCache } from './usage/record-standings.ts';

export function readingOfCache({ records, takenAtMs }: CacheReading): UsageReading<CacheUsage> {
  return { takenAtMs, value: summarizeCache(records) };
}

/** Sizes of containers and volumes appear only when this inventory measured them: an older measurement stays, with its age. */
export function readingsOfInventory(inventory: Inventory, keepsKnownTools: boolean): Partial<Usage> {
  const { takenAtMs, records, images, containers, volumes } = inventory;
  const areContainersMeasured = containers.every(({ writtenBytes }) => writtenBytes !== undefined);
  const areVolumesMeasured = volumes.every(({ containerCount }) => containerCount !== undefined);
  return {
    cache: { takenAtMs, value: summarizeCache(records) },
    images: { takenAtMs, value: summarizeImages(images) },
    frees: { takenAtMs, value: presetFrees(inventory, keepsKnownTools) },
    ...(areContainersMeasured && { containers: { takenAtMs, value: summarizeContainers(containers) } }),
    ...(areVolumesMeasured && { volumes: { takenAtMs, value: summarizeVolumes(volumes) } }),
  };
}
