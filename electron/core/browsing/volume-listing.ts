/** The list of volumes: whose they are, who used them last, and what they take where that was measured. */

import type { BrowseSort, BrowseView, VolumeRow } from '../../../shared/browse.ts';
import type { Container, Inventory, Volume } from '../../../shared/usage.ts';
import { composeProject } from '../cleaning/known-tools.ts';
import { lastUsers } from '../cleaning/last-users.ts';
import { sumOf } from '../usage/sum-of.ts';
import { lastRan, latest } from './container-times.ts';
import { rowText } from './cut-text.ts';
import { foundItems } from './found-items.ts';
import type { BrowseReading, Listing } from './listing.ts';
import { markableVolumes } from './markable.ts';
import { projectsOf } from './project-members.ts';
import { volumeUsers } from './volume-users.ts';

interface VolumeItem {
  readonly volume: Volume;
  readonly project: string | undefined;
  readonly usedBy: string | undefined;
  readonly lastUsedAtMs: number | undefined;
  readonly canMark: boolean;
  readonly freesBytes: number;
}

export function volumeListing(reading: BrowseReading, inventory: Inventory): Listing<VolumeItem> {
  const items = volumeItems(reading, inventory);
  return {
    kind: 'volume',
    items,
    takenAtMs: reading.measuredAtMs ?? inventory.takenAtMs,
    id: ({ volume }) => volume.name,
    name: ({ volume }) => volume.name,
    text: ({ volume, project = '', usedBy = '' }) => [volume.name, volume.driver, project, usedBy].join('\n'),
    sizeBytes: ({ volume }) => volume.sizeBytes ?? 0,
    freesBytes: (isFound) => sumOf(foundItems(items, isFound), ({ freesBytes }) => freesBytes),
    sortKey,
    isIn,
    type: () => undefined,
    row,
  };
}

function volumeItems(reading: BrowseReading, inventory: Inventory): readonly VolumeItem[] {
  const markableNames = markableVolumes(inventory, reading.guard);
  const { ofVolume } = projectsOf(inventory);
  const users = volumeUsers(inventory);
  const lastRanMs = lastRan(reading);
  const ran = inventory.containers.map((each): Container => ({ ...each, finishedAtMs: lastRanMs(each) }));
  const usedBy = lastUsers(ran);
  return inventory.volumes.map((volume) => {
    const { name, labels, sizeBytes = 0 } = volume;
    const canMark = markableNames.has(name);
    return {
      volume,
      project: composeProject(labels) ?? ofVolume(name)[0],
      usedBy: usedBy.get(name),
      lastUsedAtMs: latest(users(name).map(lastRanMs)),
      canMark,
      freesBytes: canMark ? sizeBytes : 0,
    };
  });
}

function isIn({ volume }: VolumeItem, view: BrowseView): boolean {
  if (view === 'unused') return volume.containerCount === 0;
  const isNamed = volume.isAnonymous === 'no';
  if (view === 'named') return isNamed;
  return view !== 'anonymous' || !isNamed;
}

function sortKey({ volume, ...item }: VolumeItem, by: Exclude<BrowseSort, 'name'>): number | undefined {
  switch (by) {
    case 'size':
      return volume.sizeBytes;
    case 'frees':
      return item.freesBytes;
    case 'created':
      return volume.createdAtMs;
    case 'last-used':
      return item.lastUsedAtMs;
    case 'uses':
      return volume.containerCount;
  }
}

function row({ volume, project, usedBy, ...facts }: VolumeItem, number: number): VolumeRow {
  return {
    ...facts,
    kind: 'volume',
    row: number,
    name: rowText(volume.name),
    sizeBytes: volume.sizeBytes,
    createdAtMs: volume.createdAtMs,
    isAnonymous: volume.isAnonymous,
    driver: rowText(volume.driver),
    project: rowText(project),
    usedBy: rowText(usedBy),
    containerCount: volume.containerCount,
  };
}
