/** What some images of a reading weigh together, and what the disk certainly gets back when they go and everything else stays. */

import type { Image, Inventory } from '../../../shared/usage.ts';
import { mayHoldLayer } from '../cleaning/predict.ts';
import { chainsOfRecords } from '../usage/chains-of-records.ts';
import { unreadLayerBytes } from '../usage/layer-bytes.ts';
import { layerNumbers } from '../usage/layer-numbers.ts';
import { oncePerReading } from '../usage/once-per-reading.ts';
import { sumOf } from '../usage/sum-of.ts';

export interface ImageSums {
  /** `layerBytes` of these. */
  totalBytes(images: readonly Image[]): number;
  /** `certainBytes` of a plan that takes these and no record. */
  freesBytes(images: readonly Image[]): number;
}

/** Either costs as many layers as the images have. */
export const imageSums = oncePerReading((inventory: Inventory): ImageSums => {
  const { chainIds, sizesBytes, holders, each } = layerNumbers(inventory.images);
  const isFreeOf = freeOfRecords(inventory);
  const isFree = chainIds.map(isFreeOf);
  const sum = (images: readonly Image[], goes: (layer: number, holderCount: number) => boolean): number => {
    let bytes = 0;
    each(images, (layer, holderCount) => {
      if (goes(layer, holderCount)) bytes += sizesBytes[layer] ?? 0;
    });
    return bytes;
  };
  return {
    totalBytes: (images) => sum(images, () => true) + sumOf(images, unreadLayerBytes),
    freesBytes: (images) =>
      sum(images, (layer, holderCount) => holderCount === holders[layer] && isFree[layer] === true) +
      // Layers that nobody read may be any: they are free of records where all are.
      (isFreeOf('') ? sumOf(images, unreadLayerBytes) : 0),
  };
});

/** Whether no record can be the layer of a chain id; an unknown one may be any. */
function freeOfRecords(inventory: Inventory): (chainId: string) => boolean {
  if (!inventory.records.some(mayHoldLayer)) return () => true;
  const held = chainsOfRecords(inventory, mayHoldLayer);
  return (chainId) => chainId !== '' && held?.has(chainId) === false;
}
