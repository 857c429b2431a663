/** How many images hold each layer. */

import type { Image } from '../../../shared/usage.ts';
import { oncePerReading } from './once-per-reading.ts';

/** By chain id. */
export const layerHolders = oncePerReading((images: readonly Image[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { layers = [] } of images)
    for (const { chainId } of layers) counts.set(chainId, (counts.get(chainId) ?? 0) + 1);
  return counts;
});
