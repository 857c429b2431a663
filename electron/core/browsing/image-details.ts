/** One image with its layers: which others hold them too, and which cache records they were. */

import type { ImageDetails, LayerRow, RowLink } from '../../../shared/browse-details.ts';
import type { CacheRecord, Image, ImageLayer, Inventory } from '../../../shared/usage.ts';
import { imageBases, type ImageBase } from '../usage/image-bases.ts';
import { layerHolders } from '../usage/layer-holders.ts';
import { LayerIndex } from '../usage/layer-index.ts';
import { detailText, rowText } from './cut-text.ts';
import { listedImages } from './image-items.ts';
import { linksTo, linkTo } from './links.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';

const MOST_NAMES = 200;
const MOST_RECORDS = 20;

export function imageDetails(
  reading: BrowseReading,
  inventory: Inventory,
  rows: BrowseRows,
  imageId: string,
): ImageDetails | undefined {
  const images = listedImages(inventory);
  const image = images.find(({ id }) => id === imageId);
  if (image === undefined) return undefined;
  const { baseOf, builtOn } = imageBases(images);
  return {
    kind: 'image',
    row: rows.of('image', imageId),
    id: imageId,
    names: image.references.slice(0, MOST_NAMES).map((text) => rowText(text)),
    digests: image.digests.slice(0, MOST_NAMES).map((text) => rowText(text)),
    use: reading.useOf(imageId),
    base: baseWith(rows, baseOf(image)),
    baseOf: linksTo(rows, 'image', builtOn(image)),
    containers: linksTo(
      rows,
      'container',
      inventory.containers.filter((container) => container.imageId === imageId),
    ),
    layers: layerRows(image, layerHolders(images), matchingRecords(reading.records, image), rows),
  };
}

function baseWith(rows: BrowseRows, base: ImageBase | undefined): ImageDetails['base'] {
  if (base === undefined) return undefined;
  if (base.kind === 'elsewhere') return { link: undefined, name: rowText(base.name) };
  const link: RowLink = linkTo(rows, 'image', base.image);
  return { link, name: link.name };
}

/** Newest first. */
function layerRows(
  { layers = [] }: Image,
  holders: ReadonlyMap<string, number>,
  records: ReadonlyMap<string, readonly CacheRecord[]>,
  rows: BrowseRows,
): readonly LayerRow[] {
  const rowOf = ({ chainId, sizeBytes, madeBy }: ImageLayer): LayerRow => ({
    command: detailText(madeBy?.command ?? ''),
    atMs: madeBy?.atMs,
    sizeBytes,
    sharedWith: Math.max(0, (holders.get(chainId) ?? 1) - 1),
    records: (records.get(chainId) ?? [])
      .slice(0, MOST_RECORDS)
      .map((record) => linkTo(rows, 'record', record)),
  });
  return layers.map(rowOf).reverse();
}

/** By chain id: records that agree with a layer in time, size and command. */
function matchingRecords(
  records: readonly CacheRecord[],
  image: Image,
): ReadonlyMap<string, readonly CacheRecord[]> {
  const index = new LayerIndex([image]);
  const seconds = new Set((image.layers ?? []).map(({ madeBy }) => secondOf(madeBy?.atMs)));
  const found = new Map<string, CacheRecord[]>();
  for (const record of records) {
    // Most were made at another time: that alone is quick to tell.
    if (!seconds.has(secondOf(record.createdAtMs))) continue;
    for (const { place, confidence } of index.matches(record)) {
      if (confidence !== 'likely') continue;
      const known = found.get(place.chainId);
      if (known === undefined) found.set(place.chainId, [record]);
      else known.push(record);
    }
  }
  return found;
}

function secondOf(atMs: number | undefined): number | undefined {
  return atMs === undefined ? undefined : Math.floor(atMs / 1_000);
}
