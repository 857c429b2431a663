/** What each image alone holds. */

import type { Image } from '../../../shared/usage.ts';
import { layerHolders } from './layer-holders.ts';

/** By image id: bytes of layers that no other image has. Where its layers were not read, what the engine says it does not share. */
export function uniqueBytes(images: readonly Image[]): ReadonlyMap<string, number> {
  const holders = layerHolders(images);
  return new Map(
    images.map(({ id, layers, sizeBytes, sharedBytes }) => {
      const own = layers?.filter(({ chainId }) => holders.get(chainId) === 1);
      return [id, own?.reduce((sum, layer) => sum + layer.sizeBytes, 0) ?? sizeBytes - (sharedBytes ?? 0)];
    }),
  );
}
