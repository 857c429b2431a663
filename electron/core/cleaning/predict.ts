/** What a plan will free: engine bytes exactly, disk bytes as an interval, because no engine says which image holds a shared record. */

import type { ByteInterval, Prediction } from '../../../shared/plan.ts';
import type { CacheRecord, Container, Image, ImageStore, Inventory, Volume } from '../../../shared/usage.ts';
import { chainsOfRecords } from '../usage/chains-of-records.ts';
import { freedLayerBytes } from '../usage/layer-bytes.ts';
import { sumOf } from '../usage/sum-of.ts';

export interface Parted<T> {
  readonly going: readonly T[];
  readonly staying: readonly T[];
}

export interface PlannedParts {
  readonly containers: Parted<Container>;
  readonly images: Parted<Image>;
  readonly records: Parted<CacheRecord>;
  readonly volumes: Parted<Volume>;
  /** Layer bytes that go with each image (`freedLayerBytes`). */
  readonly layerBytes: ReadonlyMap<string, number>;
}

export function predict(store: ImageStore, parts: PlannedParts, certain: CertainBytes): Prediction {
  const engineBytes =
    sumOf(parts.containers.going, (container) => container.writtenBytes ?? 0) +
    sumOf(parts.images.going, (image) => parts.layerBytes.get(image.id) ?? 0) +
    sumOf(parts.records.going, (record) => record.sizeBytes) +
    sumOf(parts.volumes.going, (volume) => volume.sizeBytes ?? 0);
  return { engineBytes, diskBytes: diskBytes(store, parts, certain) };
}

/** What each going image and record certainly gives back to the disk. */
export interface CertainBytes {
  readonly image: (image: Image) => number;
  readonly record: (record: CacheRecord) => number;
}

/**
 * A shared record's bytes are its image's layer: they are counted there, and go only when image and record both go.
 * So a layer is certain only when no record that stays can be its other holder (`chainsOfRecords`).
 */
export function certainBytes(inventory: Inventory, { images, records }: PlannedParts): CertainBytes {
  const hasImages = inventory.images.length > 0;
  const layers = certainLayers(inventory, images, records);
  return {
    image: ({ id }) => layers.get(id) ?? 0,
    record: (record) => certainRecordBytes(record, hasImages),
  };
}

/** What the disk certainly gets back when a record goes: nothing where an image may hold its bytes too. */
export function certainRecordBytes(record: CacheRecord, hasImages: boolean): number {
  return record.isShared || (hasImages && isBaseLayer(record)) ? 0 : record.sizeBytes;
}

function certainLayers(
  inventory: Inventory,
  { going, staying }: Parted<Image>,
  records: Parted<CacheRecord>,
): ReadonlyMap<string, number> {
  const holders = new Set(records.staying.filter(mayHoldLayer));
  if (going.length === 0) return new Map();
  if (holders.size === 0) return freedLayerBytes(going, staying);
  const held = chainsOfRecords(inventory, (record) => holders.has(record));
  if (held === undefined) return new Map();
  return freedLayerBytes(
    going.filter(({ layers }) => layers !== undefined),
    staying,
    held,
  );
}

function diskBytes(store: ImageStore, parts: PlannedParts, certain: CertainBytes): ByteInterval {
  const ownBytes =
    sumOf(parts.containers.going, (container) => container.writtenBytes ?? 0) +
    sumOf(parts.volumes.going, (volume) => volume.sizeBytes ?? 0);
  const imageBytes = sumOf(parts.images.going, (image) => parts.layerBytes.get(image.id) ?? 0);
  // One copy of a layer, or with containerd's store one for the cache, one for the image, and a blob no larger than either.
  const [copies, records] =
    store === 'containerd'
      ? [2, parts.records.going]
      : [1, parts.records.going.filter((record) => !record.isShared)];
  return {
    certain: ownBytes + sumOf(parts.images.going, certain.image) + sumOf(parts.records.going, certain.record),
    possible: ownBytes + copies * imageBytes + sumOf(records, (record) => record.sizeBytes),
  };
}

/** Whether an image's layer may be the record's bytes. */
export function mayHoldLayer(record: CacheRecord): boolean {
  return record.isShared || isBaseLayer(record);
}

/**
 * A base layer's record is not recognised as shared by engines with the classic store, though its image holds the bytes
 * (moby v29.7.2 `imagerefchecker/checker.go`): its bytes are promised only where there is no image, which would count them too.
 */
function isBaseLayer(record: CacheRecord): boolean {
  return record.description.startsWith('pulled from ') || record.description.startsWith('from local ');
}
