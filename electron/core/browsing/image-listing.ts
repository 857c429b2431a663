/** The list of images: what each holds alone, who needs it, and what was built on it. */

import type { BrowseSort, BrowseView, ImageRow } from '../../../shared/browse.ts';
import type { Image, Inventory } from '../../../shared/usage.ts';
import { shortId } from '../cleaning/image-names.ts';
import { TRAITS } from '../cleaning/item-traits.ts';
import { isDangling } from '../usage/category-usage.ts';
import { rowText } from './cut-text.ts';
import { foundItems } from './found-items.ts';
import { imageItems, type ImageItem } from './image-items.ts';
import { imageSums } from './image-sums.ts';
import type { BrowseReading, Listing } from './listing.ts';

const { name } = TRAITS.image;
/** An image may have thousands of names, and nobody reads them in a row. */
const MOST_NAMES = 20;

export function imageListing(reading: BrowseReading, inventory: Inventory): Listing<ImageItem> {
  const items = imageItems(reading, inventory);
  const sums = imageSums(inventory);
  const found = (isFound: Uint8Array): readonly ImageItem[] => foundItems(items, isFound);
  return {
    kind: 'image',
    items,
    takenAtMs: inventory.takenAtMs,
    id: ({ image }) => image.id,
    name: ({ image }) => name(image),
    text: ({ image: { id, references, digests } }) => [...references, ...digests, id].join('\n'),
    sizeBytes: ({ image }) => image.sizeBytes,
    totalBytes: (isFound) => sums.totalBytes(found(isFound).map(({ image }) => image)),
    freesBytes: (isFound) =>
      sums.freesBytes(
        found(isFound)
          .filter(({ canMark }) => canMark)
          .map(({ image }) => image),
      ),
    sortKey,
    isIn,
    type: () => undefined,
    row,
  };
}

function isIn({ image }: ImageItem, view: BrowseView): boolean {
  if (view === 'dangling') return isDangling(image);
  return view !== 'unused' || image.containerCount === 0;
}

function sortKey(item: ImageItem, by: Exclude<BrowseSort, 'name'>): number | undefined {
  switch (by) {
    case 'size':
      return item.image.sizeBytes;
    case 'frees':
      return item.freesBytes;
    case 'created':
      return item.image.createdAtMs;
    case 'last-used':
      return item.lastUsedAtMs;
    case 'uses':
      return item.image.containerCount;
  }
}

function row({ image, ...facts }: ImageItem, number: number): ImageRow {
  return {
    ...facts,
    kind: 'image',
    row: number,
    name: rowText(name(image)),
    otherNames: otherNames(image),
    shortId: shortId(image.id),
    sizeBytes: image.sizeBytes,
    createdAtMs: image.createdAtMs,
    containerCount: image.containerCount,
  };
}

function otherNames(image: Image): readonly string[] {
  return image.references
    .filter((reference) => reference !== name(image))
    .slice(0, MOST_NAMES)
    .map((text) => rowText(text));
}
