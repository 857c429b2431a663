/** Readings of any size, in the shapes that builds make: chains of ten steps, merges, images on common bases. */

import type { BrowseReading } from '../../../electron/core/browsing/listing.ts';
import type { CacheRecord, Image } from '../../../shared/usage.ts';
import { anImage } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { aBrowseReading } from './a-browse-reading.ts';

const TYPES = ['regular', 'regular', 'regular', 'source.local', 'exec.cachemount', 'internal'];

export function manyThings(recordCount: number, imageCount: number): BrowseReading {
  return aBrowseReading({ records: manyRecords(recordCount), images: manyImages(imageCount) });
}

function manyRecords(count: number): readonly CacheRecord[] {
  return Array.from({ length: count }, (_, index) =>
    aRecord({
      id: `record${index}`,
      parentIds: parentsOf(index),
      type: TYPES[index % TYPES.length] ?? 'regular',
      description: `mount / from exec /bin/sh -c npm run step-${index} --workspace packages/app-${index % 997} && rm -rf /tmp/cache`,
      sizeBytes: (index * 7919) % 1_000_003,
      isShared: index % 13 === 0,
      isInUse: index % 1_009 === 0,
      createdAtMs: (index * 6_007) % 100_000_007,
      lastUsedAtMs: index % 5 === 0 ? undefined : (index * 5_003) % 100_000_007,
      useCount: index % 7,
    }),
  );
}

/** Every tenth starts anew; every hundredth is merged from two chains. */
function parentsOf(index: number): readonly string[] {
  if (index % 10 === 0) return [];
  return index % 100 === 99 ? [`record${index - 1}`, `record${index - 11}`] : [`record${index - 1}`];
}

function manyImages(count: number): readonly Image[] {
  return Array.from({ length: count }, (_, index) =>
    anImage({
      id: `image${index}`,
      references: [`app-${index % 997}:${index}`],
      sizeBytes: 1_000,
      layers: Array.from({ length: 10 }, (__, depth) => ({
        chainId: `${depth < 5 ? 'base' : index}-${depth}`,
        sizeBytes: 100,
      })),
    }),
  );
}
