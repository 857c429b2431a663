/** Freezes a clean: from an inventory and a preset to the exact list of what goes, in the order that frees, and what stays and why. */

import type { EngineIdentity, ItemKind, KeptGroup, Plan, PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord, Container, Image, Network, Volume } from '../../../shared/usage.ts';
import { childrenFirst } from '../usage/held-by-kept.ts';
import { freedLayerBytes } from '../usage/layer-bytes.ts';
import { simulatePrune } from '../usage/simulate-prune.ts';
import { chooseContainers } from './choose-containers.ts';
import { chooseImages } from './choose-images.ts';
import { chooseNetworks } from './choose-networks.ts';
import { chooseRecords } from './choose-records.ts';
import { chooseVolumes } from './choose-volumes.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { predict, type Parted, type PlannedParts } from './predict.ts';

export interface PlanStamp {
  /** Random and single-use. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly engine: EngineIdentity;
}

export function createPlan(scope: CleanScope, stamp: PlanStamp): Plan {
  const containerChoices = chooseContainers(scope);
  const containers = part(containerChoices, scope.inventory.containers);
  const networkChoices = chooseNetworks(scope, containers.staying);
  const networks = part(networkChoices, scope.inventory.networks);
  const imageChoices = chooseImages(scope, containers);
  const images = inDeleteOrder(part(imageChoices, scope.inventory.images));
  const recordChoices = chooseRecords(scope);
  const records = part(recordChoices, scope.inventory.records);
  const volumeChoices = chooseVolumes(scope, containers);
  const volumes = part(volumeChoices, scope.inventory.volumes);

  const layerBytes = freedLayerBytes(images.going, images.staying);
  const parts: PlannedParts = { containers, images, records, volumes, layerBytes };
  const reasons = new Map(imageChoices.map(({ item, why }) => [item.id, why]));
  return {
    ...stamp,
    engineTime: scope.inventory.engineTime,
    options: scope.options,
    items: [
      ...containers.going.map(containerItem),
      ...networks.going.map(networkItem),
      ...images.going.map((image) => imageItem(image, layerBytes, reasons.get(image.id) ?? 'unused-image')),
      ...simulatePrune(scope.inventory.records, goesFrom(records)).map(recordItem),
      ...volumes.going.map(volumeItem),
    ],
    kept: [
      ...keptGroups('container', containerChoices, (container) => container.writtenBytes ?? 0),
      ...keptGroups('network', networkChoices, () => 0),
      ...keptGroups('image', imageChoices, (image) => image.sizeBytes),
      ...keptGroups('record', recordChoices, (record) => record.sizeBytes),
      ...keptGroups('volume', volumeChoices, (volume) => volume.sizeBytes ?? 0),
    ],
    predicted: predict(parts),
    irrecoverableKinds: irrecoverableKinds(parts),
  };
}

function part<T extends object>(choices: readonly Choice<T>[], all: readonly T[]): Parted<T> {
  const going = choices.filter(({ keep }) => keep === undefined).map(({ item }) => item);
  const gone = new Set(going);
  return { going, staying: all.filter((item) => !gone.has(item)) };
}

function inDeleteOrder({ going, staying }: Parted<Image>): Parted<Image> {
  const nodes = going.map((image) => ({
    id: image.id,
    parentIds: image.parentId === undefined ? [] : [image.parentId],
    image,
  }));
  return { going: childrenFirst(nodes).map(({ image }) => image), staying };
}

function goesFrom(records: Parted<CacheRecord>): (record: CacheRecord) => boolean {
  const going = new Set(records.going);
  return (record) => going.has(record);
}

function keptGroups<T>(
  kind: ItemKind,
  choices: readonly Choice<T>[],
  bytesOf: (item: T) => number,
): readonly KeptGroup[] {
  const groups = new Map<string, KeptGroup>();
  for (const { item, keep } of choices) {
    if (keep === undefined) continue;
    const group = groups.get(keep) ?? { kind, why: keep, count: 0, sizeBytes: 0 };
    groups.set(keep, { ...group, count: group.count + 1, sizeBytes: group.sizeBytes + bytesOf(item) });
  }
  return [...groups.values()];
}

/** An image without a digest was never pushed nor pulled; containerd's store gives digests to all, so none is promised back there. */
function irrecoverableKinds({ containers, images, volumes }: PlannedParts): readonly ItemKind[] {
  const kinds: ItemKind[] = [];
  if (containers.going.some((container) => (container.writtenBytes ?? 0) > 0)) kinds.push('container');
  if (images.going.some((image) => image.references.length > 0 && image.digests.length === 0))
    kinds.push('image');
  if (volumes.going.length > 0) kinds.push('volume');
  return kinds;
}

function containerItem(container: Container): PlanItem {
  return {
    ...nothingMore,
    kind: 'container',
    id: container.id,
    name: container.name,
    sizeBytes: container.writtenBytes ?? 0,
    why: 'stopped-container',
    lastUsedAtMs: container.finishedAtMs,
  };
}

function networkItem(network: Network): PlanItem {
  return {
    ...nothingMore,
    kind: 'network',
    id: network.id,
    name: network.name,
    sizeBytes: 0,
    why: 'unused-network',
  };
}

function imageItem(image: Image, bytes: ReadonlyMap<string, number>, why: PlanItem['why']): PlanItem {
  return {
    ...nothingMore,
    kind: 'image',
    id: image.id,
    name: image.references[0] ?? image.digests[0] ?? image.id,
    sizeBytes: bytes.get(image.id) ?? 0,
    why,
    references: image.references,
  };
}

function recordItem(record: CacheRecord): PlanItem {
  return {
    ...nothingMore,
    kind: 'record',
    id: record.id,
    name: record.description,
    sizeBytes: record.sizeBytes,
    why: 'unused-record',
    lastUsedAtMs: record.lastUsedAtMs,
  };
}

function volumeItem(volume: Volume): PlanItem {
  return {
    ...nothingMore,
    kind: 'volume',
    id: volume.name,
    name: volume.name,
    sizeBytes: volume.sizeBytes ?? 0,
    why: 'anonymous-volume',
  };
}

const nothingMore = { references: [], lastUsedAtMs: undefined } as const;
