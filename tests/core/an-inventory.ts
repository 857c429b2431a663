/** Builders of engine contents: a test names only what matters to it. */

import type { Container, Image, Inventory, Network, Volume } from '../../shared/usage.ts';

const ENGINE_TIME = '2026-03-01T12:00:00.000000000Z';
export const ENGINE_NOW_MS = Date.parse(ENGINE_TIME);

export function anImage(given: Partial<Image> & { readonly id: string }): Image {
  return {
    references: [],
    digests: [],
    parentId: undefined,
    createdAtMs: 0,
    sizeBytes: 0,
    sharedBytes: 0,
    containerCount: 0,
    labels: {},
    layers: [],
    ...given,
  };
}

export function aContainer(given: Partial<Container> & { readonly id: string }): Container {
  return {
    name: given.id,
    imageId: '',
    state: 'exited',
    createdAtMs: 0,
    finishedAtMs: 0,
    writtenBytes: 0,
    labels: {},
    volumeNames: [],
    networkRefs: [],
    ...given,
  };
}

export function aVolume(given: Partial<Volume> & { readonly name: string }): Volume {
  return {
    driver: 'local',
    isAnonymous: 'yes',
    sizeBytes: 0,
    containerCount: 0,
    createdAtMs: 0,
    labels: {},
    ...given,
  };
}

export function aNetwork(given: Partial<Network> & { readonly id: string }): Network {
  return { name: given.id, isPredefined: false, createdAtMs: 0, labels: {}, containerIds: [], ...given };
}

export function anInventory(given: Partial<Inventory> = {}): Inventory {
  return {
    takenAtMs: ENGINE_NOW_MS,
    engineTime: ENGINE_TIME,
    imageStore: 'classic',
    records: [],
    images: [],
    containers: [],
    volumes: [],
    networks: [],
    df: { dockerAge: 'to-28', layersSizeBytes: 0, images: [], containers: [], volumes: [], records: [] },
    ...given,
  };
}
