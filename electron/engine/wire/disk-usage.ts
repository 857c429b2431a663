/** `GET /system/df` in every shape: the lists of API ≤ 1.51, the `*Usage` objects of ≥ 1.52, or both at once. */

import * as v from 'valibot';
import { cacheRecord } from './build-cache.ts';
import { containerSummary } from './container.ts';
import { imageSummary } from './image.ts';
import { count, list } from './json-fields.ts';
import { volumeItem } from './volume.ts';

/** Every field of these objects is left out when empty: `{"ImageUsage":{}}` is an engine without images. */
function usage<T extends v.GenericSchema>(item: T) {
  return v.nullish(v.object({ Items: list(item), TotalSize: count }));
}

/** Whichever of the two the engine sent. */
function either<T>(
  legacy: readonly T[] | null | undefined,
  usageObject: { readonly Items: readonly T[] } | null | undefined,
): readonly T[] {
  return legacy ?? usageObject?.Items ?? [];
}

export const diskUsage = v.pipe(
  v.object({
    LayersSize: v.nullish(v.number()),
    Images: v.nullish(v.array(imageSummary)),
    Containers: v.nullish(v.array(containerSummary)),
    Volumes: v.nullish(v.array(volumeItem)),
    BuildCache: v.nullish(v.array(cacheRecord)),
    ImageUsage: usage(imageSummary),
    ContainerUsage: usage(containerSummary),
    VolumeUsage: usage(volumeItem),
    BuildCacheUsage: usage(cacheRecord),
  }),
  v.transform((df) => ({
    layersSizeBytes: Math.max(0, Math.trunc(df.LayersSize ?? df.ImageUsage?.TotalSize ?? 0)),
    images: either(df.Images, df.ImageUsage),
    containers: either(df.Containers, df.ContainerUsage),
    volumes: either(df.Volumes, df.VolumeUsage),
    records: either(df.BuildCache, df.BuildCacheUsage),
  })),
);
export type DiskUsage = v.InferOutput<typeof diskUsage>;

/** What a cache prune answers; null when nothing went. */
export const pruneReport = v.object({ CachesDeleted: list(v.string()) });
