/** What the list of Compose projects shows of each, worked out once a reading. */

import type { Container, Inventory } from '../../../shared/usage.ts';
import { countBy } from '../cleaning/count-by.ts';
import { isAlive } from '../usage/category-usage.ts';
import { layerBytes } from '../usage/layer-bytes.ts';
import { sumOf } from '../usage/sum-of.ts';
import { lastRan, latest, type LastRan } from './container-times.ts';
import { imageSums } from './image-sums.ts';
import type { BrowseReading } from './listing.ts';
import { markableContainers, markableImages, markableVolumes } from './markable.ts';
import { projectsOf, type ProjectMembers } from './project-members.ts';
import { volumeUsers } from './volume-users.ts';

export interface ProjectItem {
  readonly members: ProjectMembers;
  readonly runningCount: number;
  readonly createdAtMs: number | undefined;
  readonly lastUsedAtMs: number | undefined;
  /** Undefined while containers and volumes were not measured. */
  readonly sizeBytes: number | undefined;
  /** When all of it goes, and nothing else. */
  readonly freesBytes: number;
}

export function projectItems(reading: BrowseReading, inventory: Inventory): readonly ProjectItem[] {
  const projects = [...projectsOf(inventory).members.values()];
  const free = markableContainers(inventory, reading.guard);
  const canGo = projects.filter(({ containers }) => containers.every(({ id }) => free.has(id)));
  const going = new Set(canGo.flatMap(({ containers }) => containers));
  const afterThem = {
    imageIds: markableImages(inventory, reading.guard, going),
    volumeNames: markableVolumes(inventory, reading.guard, going),
  };
  const lastRanMs = lastRan(reading);
  return projects.map((members) => ({
    members,
    runningCount: members.containers.filter(isAlive).length,
    createdAtMs: firstOf(members),
    lastUsedAtMs: lastUseOf(members, lastRanMs),
    sizeBytes: reading.measuredAtMs === undefined ? undefined : bytesOf(members),
    freesBytes: canGo.includes(members) ? freedBytes(members, inventory, afterThem) : 0,
  }));
}

/** All that it takes, layers once. */
export function bytesOf({ containers, images, volumes }: Omit<ProjectMembers, 'name'>): number {
  return (
    layerBytes(images) +
    sumOf(containers, ({ writtenBytes = 0 }) => writtenBytes) +
    sumOf(volumes, ({ sizeBytes = 0 }) => sizeBytes)
  );
}

/** Images and volumes count that no other container needs. */
function freedBytes(
  { containers, images, volumes }: ProjectMembers,
  inventory: Inventory,
  { imageIds, volumeNames }: Record<'imageIds' | 'volumeNames', ReadonlySet<string>>,
): number {
  const own = new Set<Container>(containers);
  const users = volumeUsers(inventory);
  const madeOf = countBy(containers.map(({ imageId }) => imageId));
  return (
    bytesOf({
      containers,
      images: [],
      volumes: volumes.filter(
        ({ name }) => volumeNames.has(name) && users(name).every((container) => own.has(container)),
      ),
    }) +
    imageSums(inventory).freesBytes(
      images.filter(({ id, containerCount }) => imageIds.has(id) && containerCount <= (madeOf.get(id) ?? 0)),
    )
  );
}

function firstOf({ containers, volumes }: ProjectMembers): number | undefined {
  const times = [...containers, ...volumes].flatMap(({ createdAtMs }) => createdAtMs ?? []);
  return times.length === 0 ? undefined : times.reduce((one, other) => Math.min(one, other));
}

/** Its containers' last run; making any part of it is a use too. Images are left out: other projects may use them. */
function lastUseOf({ containers, volumes }: ProjectMembers, lastRanMs: LastRan): number | undefined {
  return latest([
    ...containers.flatMap((container) => [lastRanMs(container), container.createdAtMs]),
    ...volumes.map(({ createdAtMs }) => createdAtMs),
  ]);
}
