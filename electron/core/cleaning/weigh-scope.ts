/** Weighs everything an engine holds against one clean: what goes, what stays and why, what that frees. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import { DELETE_ORDER, type KeptGroup, type Prediction } from '../../../shared/plan.ts';
import { freedLayerBytes } from '../usage/layer-bytes.ts';
import { chooseContainers } from './choose-containers.ts';
import { chooseImages } from './choose-images.ts';
import { chooseNetworks } from './choose-networks.ts';
import { chooseRecords } from './choose-records.ts';
import { chooseVolumes } from './choose-volumes.ts';
import { itemKey, type Choice, type Choices, type CleanScope, type Picks } from './clean-scope.ts';
import { TRAITS, traitsOf, type AnyItem, type ItemOf } from './item-traits.ts';
import { certainBytes, predict, type CertainBytes, type Parted, type PlannedParts } from './predict.ts';

/**
 * The whole of a clean before it is frozen: a plan is what goes of it (`createPlan`), the lists of a plan sheet are its
 * `choices`, each as a `planItem`, and a change in the sheet is a weighing of the same inventory anew.
 */
export interface Weighed extends PlannedParts {
  readonly choices: Choices;
  readonly kept: readonly KeptGroup[];
  readonly certain: CertainBytes;
  readonly predicted: Prediction;
}

export function weighScope(scope: CleanScope): Weighed {
  const { inventory } = scope;
  const container = chooseContainers(scope);
  const containers = part(container, inventory.containers);
  const image = chooseImages(scope, containers);
  const record = chooseRecords(scope);
  const volume = chooseVolumes(scope, containers);
  const choices = markedOf(scope.picks, {
    container,
    network: chooseNetworks(scope, containers.staying),
    image,
    record,
    volume,
  });
  const images = part(image, inventory.images);
  const parts: PlannedParts = {
    containers,
    images,
    records: part(record, inventory.records),
    volumes: part(volume, inventory.volumes),
    layerBytes: freedLayerBytes(images.going, images.staying),
  };
  const certain = certainBytes(inventory, parts);
  return {
    ...parts,
    choices,
    kept: DELETE_ORDER.flatMap((kind) => keptGroups(kind, choices[kind])),
    certain,
    predicted: predict(inventory.imageStore, parts, certain),
  };
}

/** What was looked at: all choices, or those of what was marked. */
function markedOf({ marked }: Picks, choices: Choices): Choices {
  if (marked === undefined) return choices;
  const of = <Kind extends ItemKind>(kind: Kind): readonly Choice<ItemOf[Kind]>[] =>
    choices[kind].filter(({ item }) => marked.has(itemKey(kind, TRAITS[kind].id(item))));
  return {
    container: of('container'),
    network: of('network'),
    image: of('image'),
    record: of('record'),
    volume: of('volume'),
  };
}

/** What was not looked at stays. */
function part<T>(choices: readonly Choice<T>[], all: readonly T[]): Parted<T> {
  const going: T[] = [];
  const staying: T[] = [];
  for (const { item, keep } of choices) (keep === undefined ? going : staying).push(item);
  if (choices.length === all.length) return { going, staying };
  const gone = new Set(going);
  return { going, staying: all.filter((item) => !gone.has(item)) };
}

function keptGroups(kind: ItemKind, choices: readonly Choice<AnyItem>[]): readonly KeptGroup[] {
  const { sizeBytes } = traitsOf(kind);
  const groups = new Map<KeptGroup['why'], { count: number; sizeBytes: number }>();
  for (const { item, keep } of choices) {
    if (keep === undefined) continue;
    const group = groups.get(keep) ?? { count: 0, sizeBytes: 0 };
    group.count += 1;
    group.sizeBytes += sizeBytes(item);
    groups.set(keep, group);
  }
  return [...groups].map(([why, sums]) => ({ kind, why, ...sums }));
}
