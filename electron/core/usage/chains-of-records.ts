/** Which image layers the build cache may hold too: as long as such a record stays, deleting the image does not free them. */

import type { CacheRecord, Image, Inventory } from '../../../shared/usage.ts';
import { forestOf } from './forest.ts';
import { LayerIndex, type LayerPlace } from './layer-index.ts';
import { oncePerReading } from './once-per-reading.ts';

/** What one reading found. */
type RecordsAndImages = Pick<Inventory, 'records' | 'images'>;

/** Where a record's layer must be, if anywhere on the engine: at or below one of these, as deep as `isBelow` says. */
interface Bound {
  readonly places: readonly LayerPlace[];
  /** Strictly below: it is an ancestor of the record that was matched. */
  readonly isBelow: boolean;
}

/**
 * Chain ids of the layers that one of `holders` may hold; undefined when nothing can be ruled out. Errs to the larger side: a
 * record is only placed where time, size and command all agree, on every layer where they do, and by what was made from it; one
 * that is nowhere may be anywhere; and an image may have any record in any of its layers unless its own history agrees with at
 * least one: a build can be told to write another time (`SOURCE_DATE_EPOCH`), and an import writes none.
 */
export function chainsOfRecords(
  inventory: RecordsAndImages,
  isHolder: (record: CacheRecord) => boolean,
): ReadonlySet<string> | undefined {
  const { records, images } = inventory;
  const { bounds, telling } = boundsOf(inventory);
  const deepest = new Map<Image, number>();
  for (const [place, record] of records.entries()) {
    if (!isHolder(record)) continue;
    const bound = bounds[place];
    if (bound === undefined) return undefined;
    deepen(deepest, bound);
  }
  if (deepest.size === 0) return new Set();
  const chains = new Set(images.filter((image) => !telling.has(image)).flatMap(chainOf));
  for (const [image, depth] of deepest)
    for (const chainId of chainOf(image).slice(0, depth + 1)) chains.add(chainId);
  return chains;
}

/** Notes how deep into an image the bound reaches; below a layer all images that hold it are the same. */
function deepen(deepest: Map<Image, number>, { places, isBelow }: Bound): void {
  for (const {
    images: [image],
    depth,
  } of places) {
    if (image !== undefined)
      deepest.set(image, Math.max(deepest.get(image) ?? -1, isBelow ? depth - 1 : depth));
  }
}

const boundsOf = oncePerReading(({ records, images }: RecordsAndImages) => {
  const index = new LayerIndex(images);
  /** Images whose history agrees with a record. */
  const telling = new Set<Image>();
  const bounds = records.map((record): Bound | undefined => {
    if (!record.isShared) return undefined;
    const matches = index.matches(record).filter(({ confidence }) => confidence === 'likely');
    for (const { tellers } of matches) for (const image of tellers) telling.add(image);
    return matches.length === 0 ? undefined : { places: matches.map(({ place }) => place), isBelow: false };
  });
  const forest = forestOf(records);
  for (const place of forest.childrenFirst()) {
    const bound = bounds[place];
    if (bound === undefined) continue;
    // A record is one layer, and below any of what was made from it: one descendant is enough.
    forest.eachParent(place, (parent) => {
      bounds[parent] ??= { places: bound.places, isBelow: true };
    });
  }
  return { bounds, telling };
});

function chainOf({ layers }: Image): readonly string[] {
  return (layers ?? []).map(({ chainId }) => chainId);
}
