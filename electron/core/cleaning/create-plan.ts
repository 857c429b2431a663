/** Freezes a clean: from an inventory and a preset to the exact list of what goes, in the order that frees. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { EngineIdentity, Plan, PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord, Container, Image, Network, Volume } from '../../../shared/usage.ts';
import { simulatePrune } from '../usage/simulate-prune.ts';
import type { CleanScope } from './clean-scope.ts';
import { certainBytes } from './predict.ts';
import { weighScope, type Weighed } from './weigh-scope.ts';

export interface PlanStamp {
  /** Random and single-use. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly engine: EngineIdentity;
  readonly presetName: string;
}

export function createPlan(scope: CleanScope, stamp: PlanStamp): Plan {
  const weighed = weighScope(scope);
  const { containers, networks, images, records, volumes, layerBytes, imageReasons } = weighed;
  const goingRecords = new Set(records.going);
  const certain = certainBytes(weighed);
  return {
    ...stamp,
    engineTime: scope.inventory.engineTime,
    options: scope.options,
    items: [
      ...containers.going.map(containerItem),
      ...networks.going.map(networkItem),
      ...images.going.map((image) => ({
        ...imageItem(image, layerBytes.get(image.id) ?? 0, imageReasons.get(image.id) ?? 'unused-image'),
        freesBytes: certain.image(image),
      })),
      ...simulatePrune(scope.inventory.records, (record) => goingRecords.has(record)).map((record) =>
        recordItem(record, certain.record(record)),
      ),
      ...volumes.going.map(volumeItem),
    ],
    kept: weighed.kept,
    predicted: weighed.predicted,
    irrecoverableKinds: irrecoverableKinds(weighed),
  };
}

/** An image without a digest was never pushed nor pulled; containerd's store gives digests to all, so none is promised back there. */
function irrecoverableKinds({ containers, images, volumes }: Weighed): readonly ItemKind[] {
  const kinds: ItemKind[] = [];
  if (containers.going.some((container) => (container.writtenBytes ?? 0) > 0)) kinds.push('container');
  if (images.going.some((image) => image.references.length > 0 && image.digests.length === 0))
    kinds.push('image');
  if (volumes.going.length > 0) kinds.push('volume');
  return kinds;
}

/** An item whose part in the whole is not weighed yet. */
type Draft = Omit<PlanItem, 'freesBytes'>;

function containerItem(container: Container): PlanItem {
  return {
    ...nothingMore,
    kind: 'container',
    id: container.id,
    name: container.name,
    sizeBytes: container.writtenBytes ?? 0,
    freesBytes: container.writtenBytes ?? 0,
    why: 'stopped-container',
    createdAtMs: container.createdAtMs,
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
    freesBytes: 0,
    why: 'unused-network',
    createdAtMs: network.createdAtMs,
  };
}

function imageItem(image: Image, sizeBytes: number, why: PlanItem['why']): Draft {
  return {
    ...nothingMore,
    kind: 'image',
    id: image.id,
    name: image.references[0] ?? image.digests[0] ?? image.id,
    sizeBytes,
    why,
    references: image.references,
    digests: image.digests,
    createdAtMs: image.createdAtMs,
  };
}

/** Written out: there may be 100,000 of them, and copying properties costs more than all the rest of a plan. */
function recordItem(record: CacheRecord, freesBytes: number): PlanItem {
  return {
    kind: 'record',
    id: record.id,
    name: record.description,
    sizeBytes: record.sizeBytes,
    freesBytes,
    why: 'unused-record',
    references: nothingMore.references,
    digests: nothingMore.digests,
    cacheType: record.type,
    createdAtMs: record.createdAtMs,
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
    freesBytes: volume.sizeBytes ?? 0,
    why: volume.isAnonymous === 'no' ? 'ticked-volume' : 'anonymous-volume',
    createdAtMs: volume.createdAtMs,
  };
}

const nothingMore = {
  references: [],
  digests: [],
  createdAtMs: undefined,
  lastUsedAtMs: undefined,
  cacheType: undefined,
} as const;
