/** Weighs everything an engine holds against one clean: what goes, what stays and why, what that frees. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { KeptGroup, PlanItem, Prediction } from '../../../shared/plan.ts';
import type { Image, Network } from '../../../shared/usage.ts';
import { childrenFirst } from '../usage/held-by-kept.ts';
import { freedLayerBytes } from '../usage/layer-bytes.ts';
import { chooseContainers } from './choose-containers.ts';
import { chooseImages } from './choose-images.ts';
import { chooseNetworks } from './choose-networks.ts';
import { chooseRecords } from './choose-records.ts';
import { chooseVolumes } from './choose-volumes.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { predict, type Parted, type PlannedParts } from './predict.ts';

export interface Weighed extends PlannedParts {
  readonly networks: Parted<Network>;
  readonly imageReasons: ReadonlyMap<string, PlanItem['why']>;
  readonly kept: readonly KeptGroup[];
  readonly predicted: Prediction;
}

/** Images come children first, as they must be deleted; records in the engine's order. */
export function weighScope(scope: CleanScope): Weighed {
  const containerChoices = chooseContainers(scope);
  const containers = part(containerChoices, scope.inventory.containers);
  const networkChoices = chooseNetworks(scope, containers.staying);
  const imageChoices = chooseImages(scope, containers);
  const images = inDeleteOrder(part(imageChoices, scope.inventory.images));
  const recordChoices = chooseRecords(scope);
  const volumeChoices = chooseVolumes(scope, containers);
  const parts: PlannedParts = {
    containers,
    images,
    records: part(recordChoices, scope.inventory.records),
    volumes: part(volumeChoices, scope.inventory.volumes),
    layerBytes: freedLayerBytes(images.going, images.staying),
  };
  return {
    ...parts,
    networks: part(networkChoices, scope.inventory.networks),
    imageReasons: new Map(imageChoices.map(({ item, why }) => [item.id, why])),
    kept: [
      ...keptGroups('container', containerChoices, (container) => container.writtenBytes ?? 0),
      ...keptGroups('network', networkChoices, () => 0),
      ...keptGroups('image', imageChoices, (image) => image.sizeBytes),
      ...keptGroups('record', recordChoices, (record) => record.sizeBytes),
      ...keptGroups('volume', volumeChoices, (volume) => volume.sizeBytes ?? 0),
    ],
    predicted: predict(parts),
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

function keptGroups<T>(
  kind: ItemKind,
  choices: readonly Choice<T>[],
  bytesOf: (item: T) => number,
): readonly KeptGroup[] {
  const groups = new Map<KeptGroup['why'], { count: number; sizeBytes: number }>();
  for (const { item, keep } of choices) {
    if (keep === undefined) continue;
    const group = groups.get(keep) ?? { count: 0, sizeBytes: 0 };
    group.count += 1;
    group.sizeBytes += bytesOf(item);
    groups.set(keep, group);
  }
  return [...groups].map(([why, sums]) => ({ kind, why, ...sums }));
}
