/**
 * The four rows as the `docker` of the engine's age computes them, quirks included: this is what users check us against.
 * Sources: docker/cli v20.10.27 and v28.5.2 `cli/command/formatter/disk_usage.go`, moby v29.7.2 `daemon/disk_usage.go`.
 */

import type { DfReading, Parity, ParityRow } from '../../../shared/usage.ts';
import { isAlive } from './category-usage.ts';
import { sumOf } from './sum-of.ts';

export function parityFromDf(df: DfReading): Parity {
  return {
    images: imagesRow(df),
    containers: containersRow(df),
    volumes: volumesRow(df),
    buildCache: buildCacheRow(df),
  };
}

function imagesRow(df: DfReading): ParityRow {
  const own = (image: DfReading['images'][number]): number => {
    const sizeBytes = df.dockerAge === '20.10' ? (image.virtualBytes ?? image.sizeBytes) : image.sizeBytes;
    return sizeBytes === -1 || image.sharedBytes === -1 ? 0 : sizeBytes - image.sharedBytes;
  };
  const usedBytes = sumOf(
    df.images.filter((image) => image.containerCount !== 0),
    own,
  );
  const unusedBytes = sumOf(
    df.images.filter((image) => image.containerCount === 0),
    own,
  );
  return {
    total: df.images.length,
    active: df.images.filter((image) => image.containerCount > 0).length,
    sizeBytes: df.layersSizeBytes,
    // Up to 28, layers that two used images share count as reclaimable; from 29, layers that two unused ones share do not.
    reclaimableBytes: df.dockerAge === 'from-29' ? unusedBytes : df.layersSizeBytes - usedBytes,
  };
}

function containersRow({ containers }: DfReading): ParityRow {
  const alive = containers.filter(isAlive);
  const sizeBytes = sumOf(containers, (container) => container.writtenBytes);
  return {
    total: containers.length,
    active: alive.length,
    sizeBytes,
    reclaimableBytes: sizeBytes - sumOf(alive, (container) => container.writtenBytes),
  };
}

function volumesRow({ volumes }: DfReading): ParityRow {
  const measured = volumes.filter((volume) => volume.sizeBytes !== -1);
  return {
    total: volumes.length,
    active: volumes.filter((volume) => volume.refCount > 0).length,
    sizeBytes: sumOf(measured, (volume) => volume.sizeBytes),
    reclaimableBytes: sumOf(
      measured.filter((volume) => volume.refCount === 0),
      (volume) => volume.sizeBytes,
    ),
  };
}

function buildCacheRow({ records, dockerAge }: DfReading): ParityRow {
  const unshared = records.filter((record) => !record.isShared);
  const idle = unshared.filter((record) => !record.isInUse);
  return {
    total: records.length,
    active: records.filter((record) => record.isInUse).length,
    sizeBytes: sumOf(dockerAge === 'from-29' ? records : unshared, (record) => record.sizeBytes),
    reclaimableBytes: sumOf(idle, (record) => record.sizeBytes),
  };
}
