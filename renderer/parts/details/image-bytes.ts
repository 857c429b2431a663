/** What an image's layers weigh for it alone and together with others. */

import type { ImageRow } from '../../../shared/browse.ts';

/** Of layers that other images hold too; undefined until layers were read. */
export function sharedBytes({ sizeBytes, uniqueBytes }: ImageRow): number | undefined {
  if (sizeBytes === undefined || uniqueBytes === undefined) return undefined;
  return Math.max(0, sizeBytes - uniqueBytes);
}
