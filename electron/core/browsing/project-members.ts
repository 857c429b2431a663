/** What belongs to each Compose project: by its label, or through its containers. */

import type { Container, Image, Inventory, Volume } from '../../../shared/usage.ts';
import { composeProject } from '../cleaning/known-tools.ts';
import { oncePerReading } from '../usage/once-per-reading.ts';

export interface ProjectMembers {
  readonly name: string;
  readonly containers: readonly Container[];
  /** Built for it, or used by its containers. */
  readonly images: readonly Image[];
  /** Made for it, and what its containers had without naming it. */
  readonly volumes: readonly Volume[];
}

export interface Projects {
  /** By name. */
  readonly members: ReadonlyMap<string, ProjectMembers>;
  readonly ofVolume: (name: string) => readonly string[];
}

const none: readonly string[] = [];

/** Names of projects, by what belongs to them. */
type Belongings = Map<string, Set<string>>;

export const projectsOf = oncePerReading((inventory: Inventory): Projects => {
  const { images, volumes } = inventory;
  const containers = groupBy(inventory.containers, ({ labels }) => asList(composeProject(labels)));
  const ofImage: Belongings = new Map();
  const ofVolume: Belongings = new Map();
  const anonymous = new Set(volumes.filter(isAnonymous).map(({ name }) => name));
  for (const [project, members] of containers) {
    for (const { imageId, volumeNames } of members) {
      note(ofImage, imageId, project);
      // A named volume without the label is another's, or of no project at all.
      for (const name of volumeNames) if (anonymous.has(name)) note(ofVolume, name, project);
    }
  }
  for (const { id, labels } of images) note(ofImage, id, composeProject(labels));
  for (const { name, labels } of volumes) note(ofVolume, name, composeProject(labels));
  const imagesOf = groupBy(images, ({ id }) => ofImage.get(id) ?? none);
  const volumesOf = groupBy(volumes, ({ name }) => ofVolume.get(name) ?? none);
  const names = new Set([...containers.keys(), ...imagesOf.keys(), ...volumesOf.keys()]);
  return {
    members: new Map(
      Array.from(names, (name) => [
        name,
        {
          name,
          containers: containers.get(name) ?? [],
          images: imagesOf.get(name) ?? [],
          volumes: volumesOf.get(name) ?? [],
        },
      ]),
    ),
    ofVolume: (name) => [...(ofVolume.get(name) ?? none)],
  };
});

function groupBy<T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
}

function note(belongings: Belongings, id: string, project: string | undefined): void {
  if (project === undefined) return;
  const known = belongings.get(id);
  if (known === undefined) belongings.set(id, new Set([project]));
  else known.add(project);
}

function asList(project: string | undefined): readonly string[] {
  return project === undefined ? none : [project];
}

function isAnonymous(volume: Volume): boolean {
  return volume.isAnonymous !== 'no';
}
