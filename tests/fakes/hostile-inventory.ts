/** The hostile engine as a reading of it: what the core makes lists and plans of. */

import type { CacheRecord, ImageLayer, Inventory } from '../../shared/usage.ts';
import type { SampleImage } from '../../electron/engine/sample/sample-state.ts';
import { hostileState } from './hostile-engine.ts';

export function hostileInventory(nowMs: number): Inventory {
  const { records, images, containers, volumes, networks } = hostileState(nowMs);
  const cache: readonly CacheRecord[] = records.map(({ layerKey, ...record }) => ({
    ...record,
    isShared: layerKey !== undefined,
  }));
  return {
    takenAtMs: nowMs,
    engineTime: new Date(nowMs).toISOString(),
    imageStore: 'classic',
    records: cache,
    images: images.map((image) => ({
      id: image.id,
      references: image.tags,
      digests: image.digests ?? [],
      parentId: undefined,
      createdAtMs: image.createdAtMs,
      sizeBytes: image.layers.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
      sharedBytes: 0,
      containerCount: containers.filter(({ imageId }) => imageId === image.id).length,
      labels: image.labels,
      layers: layersOf(image),
    })),
    containers: containers.map((container) => ({ ...container, networkRefs: [container.networkName] })),
    volumes: volumes.map(({ isAnonymous, ...volume }) => ({
      ...volume,
      driver: volume.name,
      isAnonymous: isAnonymous ? 'yes' : 'no',
      containerCount: 1,
    })),
    networks: networks.map((network) => ({ ...network, isPredefined: false, containerIds: [] })),
    df: { dockerAge: 'to-28', layersSizeBytes: 0, images: [], containers: [], volumes: [], records: cache },
  };
}

function layersOf({ layers, createdAtMs }: SampleImage): readonly ImageLayer[] {
  return layers.map(({ key, sizeBytes, createdBy }) => ({
    chainId: key,
    sizeBytes,
    madeBy: { command: createdBy, atMs: createdAtMs },
  }));
}
