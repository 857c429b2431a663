/** The list of Compose projects: what belongs to each, whether it runs, and what would be free without it. */

import type { BrowseSort, BrowseView, ProjectRow } from '../../../shared/browse.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { sumOf } from '../usage/sum-of.ts';
import { rowText } from './cut-text.ts';
import { foundItems } from './found-items.ts';
import type { BrowseReading, Listing } from './listing.ts';
import { bytesOf, projectItems, type ProjectItem } from './project-items.ts';

export function projectListing(reading: BrowseReading, inventory: Inventory): Listing<ProjectItem> {
  const items = projectItems(reading, inventory);
  return {
    kind: 'project',
    items,
    takenAtMs: reading.measuredAtMs ?? inventory.takenAtMs,
    id: ({ members }) => members.name,
    name: ({ members }) => members.name,
    text: ({ members }) => members.name,
    sizeBytes: ({ sizeBytes }) => sizeBytes ?? 0,
    totalBytes: (isFound) =>
      reading.measuredAtMs === undefined ? 0 : bytesOfAll(foundItems(items, isFound)),
    freesBytes: (isFound) => sumOf(foundItems(items, isFound), ({ freesBytes }) => freesBytes),
    sortKey,
    isIn,
    type: () => undefined,
    row,
  };
}

/** One image may belong to many projects. */
function bytesOfAll(items: readonly ProjectItem[]): number {
  const all = items.map(({ members }) => members);
  return bytesOf({
    containers: all.flatMap(({ containers }) => containers),
    images: [...new Set(all.flatMap(({ images }) => images))],
    volumes: [...new Set(all.flatMap(({ volumes }) => volumes))],
  });
}

function isIn({ runningCount }: ProjectItem, view: BrowseView): boolean {
  return view !== 'stale' || runningCount === 0;
}

function sortKey(item: ProjectItem, by: Exclude<BrowseSort, 'name'>): number | undefined {
  switch (by) {
    case 'size':
      return item.sizeBytes;
    case 'frees':
      return item.freesBytes;
    case 'created':
      return item.createdAtMs;
    case 'last-used':
      return item.lastUsedAtMs;
    case 'uses':
      return item.members.containers.length;
  }
}

/** It is no thing of its own that could be marked beside others: a plan takes the whole of one. */
function row({ members, ...facts }: ProjectItem, number: number): ProjectRow {
  return {
    ...facts,
    kind: 'project',
    row: number,
    name: rowText(members.name),
    canMark: false,
    containerCount: members.containers.length,
    imageCount: members.images.length,
    volumeCount: members.volumes.length,
  };
}
