/** What a plan will free: engine bytes exactly, disk bytes as an interval, because no engine says which image holds a shared record. */

import type { ByteInterval, Prediction } from '../../../shared/plan.ts';
import type { CacheRecord, Container, Image, Volume } from '../../../shared/usage.ts';

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

export function predict(parts: PlannedParts): Prediction {
  const ownBytes =
    sumOf(parts.containers.going, (container) => container.writtenBytes ?? 0) +
    sumOf(parts.volumes.going, (volume) => volume.sizeBytes ?? 0);
  const layerBytes = sumOf(parts.images.going, (image) => parts.layerBytes.get(image.id) ?? 0);
  const recordBytes = sumOf(parts.records.going, (record) => record.sizeBytes);
  return {
    engineBytes: ownBytes + layerBytes + recordBytes,
    diskBytes: diskBytes(parts, ownBytes, layerBytes),
  };
}

/**
 * A shared record's bytes are its image's layer: they are counted there, and go only when image and record both go.
 * So layers are certain only while no shared record stays that might be their other holder.
 */
function diskBytes(parts: PlannedParts, ownBytes: number, layerBytes: number): ByteInterval {
  const { going, staying } = parts.records;
  const unshared = going.filter((record) => !record.isShared);
  const imagesStay = parts.images.staying.length > 0;
  const doubtful = unshared.filter((record) => imagesStay && isBaseLayer(record));
  const doubtfulBytes = sumOf(doubtful, (record) => record.sizeBytes);
  const unsharedBytes = sumOf(unshared, (record) => record.sizeBytes);
  const hasOtherHolders = staying.some((record) => record.isShared || isBaseLayer(record));
  const certain = ownBytes + unsharedBytes - doubtfulBytes + (hasOtherHolders ? 0 : layerBytes);
  return { certain, possible: ownBytes + unsharedBytes + layerBytes };
}

/**
 * A base layer's record is not recognised as shared by engines with the classic store, though its image holds the bytes
 * (moby v29.7.2 `imagerefchecker/checker.go`): its bytes are promised only when no image stays.
 */
function isBaseLayer(record: CacheRecord): boolean {
  return /^(pulled from|from local) /.test(record.description);
}

function sumOf<T>(items: readonly T[], bytesOf: (item: T) => number): number {
  return items.reduce((total, item) => total + bytesOf(item), 0);
}
