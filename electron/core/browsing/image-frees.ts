/** What the disk certainly gets back when some images go and everything else stays. */

import type { Image, Inventory } from '../../../shared/usage.ts';
import { mayHoldLayer } from '../cleaning/predict.ts';
import { chainsOfRecords } from '../usage/chains-of-records.ts';
import { countLayerHolders, layerHolders } from '../usage/layer-holders.ts';
import { oncePerReading } from '../usage/once-per-reading.ts';

/** `certainBytes` of a plan that takes these images and no record: costs as many layers as they have. */
export const imageFrees = oncePerReading((inventory: Inventory): ((going: readonly Image[]) => number) => {
  const holders = layerHolders(inventory.images);
  const isFree = freeOfRecords(inventory);
  return (going) => {
    const goingHolders = countLayerHolders(going);
    let bytes = 0;
    for (const { layers, sizeBytes, sharedBytes } of going) {
      // Layers that nobody read may be any: they are free of records where all are.
      if (layers === undefined && sharedBytes !== undefined && isFree(''))
        bytes += Math.max(0, sizeBytes - sharedBytes);
      for (const layer of layers ?? []) {
        // Counted with the first of its holders.
        const goes = goingHolders.get(layer.chainId) === holders.get(layer.chainId);
        if (goes && isFree(layer.chainId)) bytes += layer.sizeBytes;
        goingHolders.delete(layer.chainId);
      }
    }
    return bytes;
  };
});

/** Whether no record can be the layer of a chain id; an unknown one may be any. */
function freeOfRecords(inventory: Inventory): (chainId: string) => boolean {
  if (!inventory.records.some(mayHoldLayer)) return () => true;
  const held = chainsOfRecords(inventory, mayHoldLayer);
  return (chainId) => chainId !== '' && held?.has(chainId) === false;
}
