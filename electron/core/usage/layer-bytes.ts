/** Whose deletion frees which image layers: a layer's bytes go with the last image that holds it. */

import type { Image } from '../../../shared/usage.ts';
import { sumOf } from './sum-of.ts';

/** Bytes of all layers of these images, each layer once. Images whose chain was not read count their own, unshared bytes. */
export function layerBytes(images: readonly Image[]): number {
  const sizes = new Map<string, number>();
  let unreadBytes = 0;
  for (const image of images) {
    unreadBytes += unreadLayerBytes(image);
    for (const layer of image.layers ?? []) sizes.set(layer.chainId, layer.sizeBytes);
  }
  return sumOf(sizes.values(), (bytes) => bytes) + unreadBytes;
}

/**
 * Layer bytes that go with each of `leaving`, in this order: each layer is counted at the last leaving image that holds it,
 * and never while one of `staying` does, nor when it is one of `heldChains`.
 */
export function freedLayerBytes(
  leaving: readonly Image[],
  staying: readonly Image[],
  heldChains: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, number> {
  const held = new Set(heldChains);
  for (const { layers } of staying) for (const { chainId } of layers ?? []) held.add(chainId);
  const freed = new Map<string, number>();
  for (const image of [...leaving].reverse()) {
    let bytes = unreadLayerBytes(image);
    for (const layer of image.layers ?? []) {
      if (held.has(layer.chainId)) continue;
      held.add(layer.chainId);
      bytes += layer.sizeBytes;
    }
    freed.set(image.id, bytes);
  }
  return freed;
}

/** Of an image whose chain was not read: the lower bound the engine itself gives. */
export function unreadLayerBytes(image: Image): number {
  return image.layers !== undefined || image.sharedBytes === undefined
    ? 0
    : Math.max(0, image.sizeBytes - image.sharedBytes);
}
