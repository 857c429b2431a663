/** Images: the list, one image's layers, its history. */

import * as v from 'valibot';
import type { Image } from '../../../shared/usage.ts';
import { bytes, count, imageId, list, measured, text, textMap, unixSeconds } from './json-fields.ts';

/** Up to 24.0 a dangling image carries these in place of nothing. */
const realReferences = v.pipe(
  list(v.string()),
  v.transform((references) => references.filter((reference) => !reference.startsWith('<none>'))),
);

export const imageSummary = v.object({
  Id: v.pipe(imageId, v.nonEmpty()),
  ParentId: imageId,
  RepoTags: realReferences,
  RepoDigests: realReferences,
  Created: unixSeconds,
  Size: count,
  SharedSize: measured,
  /** Sent up to API 1.43; Podman sends 0. */
  VirtualSize: v.optional(v.number()),
  Labels: textMap,
  Containers: measured,
});
export type ImageSummary = v.InferOutput<typeof imageSummary>;

export const imageList = list(imageSummary);

export function imageFrom(
  summary: ImageSummary,
  containerCount: number,
  sharedBytes: number | undefined,
): Image {
  return {
    id: summary.Id,
    references: summary.RepoTags,
    digests: summary.RepoDigests,
    parentId: summary.ParentId === '' ? undefined : summary.ParentId,
    createdAtMs: summary.Created,
    sizeBytes: Math.max(0, summary.Size),
    sharedBytes,
    containerCount,
    labels: summary.Labels,
    layers: undefined,
  };
}

export const imageDetail = v.object({
  Id: v.pipe(imageId, v.nonEmpty()),
  RepoTags: realReferences,
  RepoDigests: realReferences,
  Size: bytes,
  RootFS: v.optional(v.object({ Layers: list(v.string()) }), { Layers: [] }),
});

export const imageHistory = list(v.object({ CreatedBy: text, Created: unixSeconds, Size: bytes }));

/** What a delete answers; Podman may answer with other fields, so both are optional. */
export const imageDeletes = list(v.object({ Untagged: text, Deleted: imageId }));
