/** What the list of images shows of each, worked out once a reading. */

import type { ImageUse } from '../../../shared/browse.ts';
import type { Image, Inventory } from '../../../shared/usage.ts';
import { visibleImages } from '../usage/category-usage.ts';
import { imageBases } from '../usage/image-bases.ts';
import { layerHolders } from '../usage/layer-holders.ts';
import { oncePerReading } from '../usage/once-per-reading.ts';
import { uniqueBytes } from '../usage/unique-bytes.ts';
import { imageSums } from './image-sums.ts';
import type { BrowseReading } from './listing.ts';
import { markableImages } from './markable.ts';

export interface ImageItem {
  readonly image: Image;
  readonly use: ImageUse;
  readonly lastUsedAtMs: number | undefined;
  readonly canMark: boolean;
  /** Of layers that no other listed image has. */
  readonly uniqueBytes: number | undefined;
  /** When it alone goes. */
  readonly freesBytes: number;
  readonly baseOfCount: number;
}

/** Those that people see; their bases and what they share is told among these. */
export const listedImages = oncePerReading(({ images }: Inventory) => visibleImages(images));

export function imageItems(reading: BrowseReading, inventory: Inventory): readonly ImageItem[] {
  const images = listedImages(inventory);
  const holders = layerHolders(images);
  const { builtOn } = imageBases(images);
  const markableIds = markableImages(inventory, reading.guard);
  const sums = imageSums(inventory);
  return images.map((image) => {
    const use = reading.useOf(image.id);
    const canMark = markableIds.has(image.id);
    return {
      image,
      use,
      lastUsedAtMs: lastUsedMs(use, inventory.takenAtMs),
      canMark,
      uniqueBytes: uniqueBytes(image, holders),
      freesBytes: canMark ? sums.freesBytes([image]) : 0,
      baseOfCount: builtOn(image).length,
    };
  });
}

function lastUsedMs(use: ImageUse, nowMs: number): number | undefined {
  if (use.kind === 'in-use') return nowMs;
  return use.kind === 'last-used' ? use.atMs : undefined;
}
