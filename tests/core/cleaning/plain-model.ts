/** What a clean takes, said once more in the plainest way, slow and without any of the code it checks. */

import type { CleanScope } from '../../../electron/core/cleaning/clean-scope.ts';
import type { CacheRecord, Container, Image, Network, Volume } from '../../../shared/usage.ts';
import {
  containerThing,
  hasLabel,
  imageThing,
  isProtectedByRule,
  like,
  networkThing,
  PROJECT,
  recordThing,
  repository,
  volumeThing,
  type Thing,
} from './plain-things.ts';

/** `kind id` of everything that goes. */
export function plainModel(scope: CleanScope): ReadonlySet<string> {
  const containers = containersThatGo(scope);
  const staying = scope.inventory.containers.filter((each) => !containers.includes(each));
  const { kinds } = scope.options;
  return new Set([
    ...(kinds.includes('container') ? containers.map(({ id }) => `container ${id}`) : []),
    ...networksThatGo(scope, staying).map(({ id }) => `network ${id}`),
    ...imagesThatGo(scope, containers, staying).map(({ id }) => `image ${id}`),
    ...recordsThatGo(scope).map(({ id }) => `record ${id}`),
    ...volumesThatGo(scope, containers, staying).map(({ name }) => `volume ${name}`),
  ]);
}

function containersThatGo(scope: CleanScope): readonly Container[] {
  return scope.inventory.containers.filter(
    (container) =>
      scope.options.kinds.includes('container') &&
      ['exited', 'created', 'dead'].includes(container.state) &&
      !container.name.includes('buildx_buildkit_') &&
      !isKept(scope, containerThing(container)) &&
      !projectRuns(scope, container.labels) &&
      isChosen(scope, containerThing(container), container.finishedAtMs ?? container.createdAtMs) &&
      !scope.picks.unticked.has(`container ${container.id}`),
  );
}

function networksThatGo(scope: CleanScope, staying: readonly Container[]): readonly Network[] {
  return scope.inventory.networks.filter(
    (network) =>
      scope.options.kinds.includes('network') &&
      !network.isPredefined &&
      !staying.some(
        ({ id, networkRefs }) =>
          network.containerIds.includes(id) ||
          networkRefs.includes(network.id) ||
          networkRefs.includes(network.name),
      ) &&
      !isKept(scope, networkThing(network)) &&
      !projectRuns(scope, network.labels) &&
      isChosen(scope, networkThing(network), network.createdAtMs) &&
      !scope.picks.unticked.has(`network ${network.id}`),
  );
}

function imagesThatGo(
  scope: CleanScope,
  going: readonly Container[],
  staying: readonly Container[],
): readonly Image[] {
  const { images } = scope.inventory;
  const mayGo = (image: Image): boolean =>
    scope.options.kinds.includes('image') &&
    (scope.options.images === 'unused' || image.references.length + image.digests.length === 0) &&
    !staying.some(({ imageId }) => imageId === image.id) &&
    image.containerCount <= going.filter(({ imageId }) => imageId === image.id).length &&
    !isKept(scope, imageThing(image)) &&
    isChosen(scope, imageThing(image), image.createdAtMs) &&
    !isNewest(scope, image) &&
    !scope.picks.unticked.has(`image ${image.id}`);
  return inRounds(images, mayGo, (image) => (image.parentId === undefined ? [] : [image.parentId]));
}

function recordsThatGo(scope: CleanScope): readonly CacheRecord[] {
  const { options, inventory, nowMs } = scope;
  const { records } = inventory;
  if (!options.kinds.includes('record')) return [];
  if (options.labels.length + options.names.length + options.projects.length > 0) return [];
  const parentsOf = ({ parentIds }: CacheRecord): readonly string[] => parentIds;
  const types = (options.cacheTypes ?? records.map(({ type }) => type)).filter(
    (type) => !options.keepsCacheMounts || type !== 'exec.cachemount',
  );
  const mayGo = (record: CacheRecord): boolean =>
    !record.isInUse &&
    !isKept(scope, recordThing(record)) &&
    (options.takesShared || !record.isShared) &&
    types.includes(record.type) &&
    (record.lastUsedAtMs ?? record.createdAtMs) <= nowMs - (options.recordsOlderThanMs ?? 0);
  let candidates = inRounds(records, mayGo, parentsOf);
  if (options.keepStorageBytes !== null)
    candidates = leastValuable(records, candidates, options.keepStorageBytes);
  return inRounds(
    records,
    (record) => candidates.includes(record) && !scope.picks.unticked.has(`record ${record.id}`),
    parentsOf,
  );
}

/** One leaf after the other, the least valuable of those there are, until the rest is small enough. */
function leastValuable(
  records: readonly CacheRecord[],
  candidates: readonly CacheRecord[],
  keepBytes: number,
): readonly CacheRecord[] {
  const counted = ({ isShared, sizeBytes }: CacheRecord): number => (isShared ? 0 : sizeBytes);
  const childrenOf = (id: string): readonly CacheRecord[] =>
    records.filter(({ parentIds }) => parentIds.includes(id));
  const withAllMadeOf = (record: CacheRecord): readonly CacheRecord[] => [
    record,
    ...childrenOf(record.id).flatMap(withAllMadeOf),
  ];
  const heightOf = ({ id }: CacheRecord): number =>
    Math.max(0, ...childrenOf(id).map((child) => 1 + heightOf(child)));
  const keys = new Map(
    candidates.map((record) => {
      const all = withAllMadeOf(record);
      const used = Math.max(...all.map(({ lastUsedAtMs, createdAtMs }) => lastUsedAtMs ?? createdAtMs));
      return [
        record,
        [used, Math.max(...all.map((each) => each.useCount)), heightOf(record), -record.sizeBytes],
      ];
    }),
  );
  const isLess = (one: CacheRecord, other: CacheRecord): boolean => {
    const [a, b] = [keys.get(one) ?? [], keys.get(other) ?? []];
    const first = a.findIndex((key, index) => key !== b[index]);
    return first < 0 ? one.id < other.id : (a[first] ?? 0) < (b[first] ?? 0);
  };
  let left = records.reduce((total, record) => total + counted(record), 0);
  const gone: CacheRecord[] = [];
  while (left > keepBytes) {
    const leaves = candidates.filter(
      (record) => !gone.includes(record) && childrenOf(record.id).every((child) => gone.includes(child)),
    );
    if (leaves.length === 0) break;
    const least = leaves.reduce((best, leaf) => (isLess(leaf, best) ? leaf : best));
    gone.push(least);
    left -= counted(least);
  }
  return gone;
}

function volumesThatGo(
  scope: CleanScope,
  going: readonly Container[],
  staying: readonly Container[],
): readonly Volume[] {
  if (!scope.options.kinds.includes('volume')) return [];
  return scope.inventory.volumes.filter((volume) => {
    const users = going.filter(({ volumeNames }) => volumeNames.includes(volume.name)).length;
    return (
      volume.name !== 'buildx_buildkit_b0_state' &&
      !staying.some(({ volumeNames }) => volumeNames.includes(volume.name)) &&
      (volume.containerCount ?? 0) <= users &&
      !isKept(scope, volumeThing(volume)) &&
      !projectRuns(scope, volume.labels) &&
      (volume.isAnonymous === 'no'
        ? scope.picks.tickedVolumes.has(volume.name)
        : isChosen(scope, volumeThing(volume), volume.createdAtMs ?? scope.nowMs)) &&
      !scope.picks.unticked.has(`volume ${volume.name}`)
    );
  });
}

function isKept({ guard }: CleanScope, thing: Thing): boolean {
  return (
    isProtectedByRule(guard.protectRules, thing) ||
    (guard.keepsKnownTools && thing.labels['org.testcontainers'] !== undefined)
  );
}

function projectRuns({ inventory }: CleanScope, labels: Thing['labels']): boolean {
  return (
    labels[PROJECT] !== undefined &&
    inventory.containers.some(
      (each) => ['running', 'paused'].includes(each.state) && each.labels[PROJECT] === labels[PROJECT],
    )
  );
}

function isChosen({ options, nowMs }: CleanScope, { names, labels }: Thing, lastMs: number): boolean {
  return (
    options.labels.every((pattern) => hasLabel(labels, pattern)) &&
    (options.names.length === 0 || options.names.some((pattern) => names.some(like(pattern)))) &&
    (options.projects.length === 0 ||
      options.projects.some((pattern) => like(pattern)(labels[PROJECT] ?? ''))) &&
    (options.olderThanMs === null || lastMs <= nowMs - options.olderThanMs)
  );
}

function isNewest({ inventory, options }: CleanScope, image: Image): boolean {
  const repositories = (each: Image): readonly string[] =>
    [...each.references, ...each.digests].map(repository);
  return repositories(image).some((name) => {
    const newer = inventory.images.filter(
      (other) => repositories(other).includes(name) && other.createdAtMs > image.createdAtMs,
    );
    return newer.length < (options.keepNewestImages ?? 0);
  });
}

function inRounds<T extends { readonly id: string }>(
  all: readonly T[],
  mayGo: (item: T) => boolean,
  parentsOf: (item: T) => readonly string[],
): readonly T[] {
  let alive = [...all];
  for (;;) {
    const next = alive.filter(
      (item) => !mayGo(item) || alive.some((other) => parentsOf(other).includes(item.id)),
    );
    if (next.length === alive.length) return all.filter((item) => !alive.includes(item));
    alive = next;
  }
}
