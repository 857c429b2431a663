/** The list of containers: what each wrote, what it was made from, and how its log is kept. */

import type { BrowseSort, BrowseView, ContainerLog, ContainerRow } from '../../../shared/browse.ts';
import type { Container, Inventory } from '../../../shared/usage.ts';
import { shortId } from '../cleaning/image-names.ts';
import { TRAITS } from '../cleaning/item-traits.ts';
import { composeProject } from '../cleaning/known-tools.ts';
import { isAlive } from '../usage/category-usage.ts';
import { sumOf } from '../usage/sum-of.ts';
import { lastRan } from './container-times.ts';
import { rowText } from './cut-text.ts';
import { foundItems } from './found-items.ts';
import type { BrowseReading, Listing } from './listing.ts';
import { markableContainers } from './markable.ts';

interface ContainerItem {
  readonly container: Container;
  readonly image: string;
  readonly project: string | undefined;
  readonly log: ContainerLog | undefined;
  readonly lastUsedAtMs: number | undefined;
  readonly canMark: boolean;
  readonly freesBytes: number;
}

export function containerListing(reading: BrowseReading, inventory: Inventory): Listing<ContainerItem> {
  const items = containerItems(reading, inventory);
  return {
    kind: 'container',
    items,
    takenAtMs: reading.measuredAtMs ?? inventory.takenAtMs,
    id: ({ container }) => container.id,
    name: ({ container }) => container.name,
    text: ({ container, image, project = '' }) => [container.name, container.id, image, project].join('\n'),
    sizeBytes: ({ container }) => container.writtenBytes ?? 0,
    freesBytes: (isFound) => sumOf(foundItems(items, isFound), ({ freesBytes }) => freesBytes),
    sortKey,
    isIn,
    type: () => undefined,
    row,
  };
}

function containerItems(reading: BrowseReading, inventory: Inventory): readonly ContainerItem[] {
  const imageNames = new Map(inventory.images.map((image) => [image.id, TRAITS.image.name(image)]));
  const markableIds = markableContainers(inventory, reading.guard);
  const lastRanMs = lastRan(reading);
  return inventory.containers.map((container) => {
    const canMark = markableIds.has(container.id);
    return {
      container,
      image: imageNames.get(container.imageId) ?? shortId(container.imageId),
      project: composeProject(container.labels),
      log: reading.logs.get(container.id),
      lastUsedAtMs: lastRanMs(container),
      canMark,
      freesBytes: canMark ? (container.writtenBytes ?? 0) : 0,
    };
  });
}

function isIn({ container, log }: ContainerItem, view: BrowseView): boolean {
  if (view === 'unrotated') return log?.isUnrotated === true;
  return view !== 'stopped' || !isAlive(container);
}

function sortKey(item: ContainerItem, by: Exclude<BrowseSort, 'name'>): number | undefined {
  switch (by) {
    case 'size':
      return item.container.writtenBytes;
    case 'frees':
      return item.freesBytes;
    case 'created':
      return item.container.createdAtMs;
    case 'last-used':
      return item.lastUsedAtMs;
    case 'uses':
      return undefined;
  }
}

function row({ container, image, project, ...facts }: ContainerItem, number: number): ContainerRow {
  return {
    ...facts,
    kind: 'container',
    row: number,
    name: rowText(container.name),
    state: rowText(container.state),
    image: rowText(image),
    project: rowText(project),
    sizeBytes: container.writtenBytes,
    createdAtMs: container.createdAtMs,
  };
}
