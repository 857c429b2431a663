/** Layers by number: sums over thousands of images, at every key pressed, compare no chain ids. */

import type { Image } from '../../../shared/usage.ts';
import { layerHolders } from './layer-holders.ts';
import { oncePerReading } from './once-per-reading.ts';

export interface LayerNumbers {
  /** By a layer's number. */
  readonly chainIds: readonly string[];
  readonly sizesBytes: readonly number[];
  /** How many of all images hold it. */
  readonly holders: readonly number[];
  /** Calls once for each layer that some of these images hold, with how many of them do. An image that nobody numbered has none. */
  readonly each: (images: readonly Image[], look: (layer: number, holderCount: number) => void) => void;
}

export const layerNumbers = oncePerReading((images: readonly Image[]): LayerNumbers => {
  const holdersOf = layerHolders(images);
  const chainIds = [...holdersOf.keys()];
  const numbers = new Map(chainIds.map((chainId, number) => [chainId, number]));
  const sizesBytes: number[] = [];
  const layersOf = new WeakMap<Image, Int32Array>();
  for (const image of images) {
    const layers = (image.layers ?? []).flatMap(({ chainId, sizeBytes }) => {
      const number = numbers.get(chainId);
      if (number === undefined) return [];
      sizesBytes[number] = sizeBytes;
      return [number];
    });
    layersOf.set(image, Int32Array.from(layers));
  }
  const counts = new Uint32Array(chainIds.length);
  const forEach = (some: readonly Image[], act: (layer: number) => void): void => {
    for (const image of some) layersOf.get(image)?.forEach(act);
  };
  return {
    chainIds,
    sizesBytes,
    holders: [...holdersOf.values()],
    each: (some, look) => {
      forEach(some, (layer) => {
        counts[layer] = (counts[layer] ?? 0) + 1;
      });
      forEach(some, (layer) => {
        const count = counts[layer] ?? 0;
        counts[layer] = 0;
        if (count > 0) look(layer, count);
      });
    },
  };
});
