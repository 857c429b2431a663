/** What an image alone holds. */

import type { Image } from '../../../shared/usage.ts';
import { sumOf } from './sum-of.ts';

/** Bytes of layers that no other image has; undefined where its layers were not read. `holders` are those of `layerHolders`. */
export function uniqueBytes({ layers }: Image, holders: ReadonlyMap<string, number>): number | undefined {
  if (layers === undefined) return undefined;
  return sumOf(layers, ({ chainId, sizeBytes }) => (holders.get(chainId) === 1 ? sizeBytes : 0));
}
