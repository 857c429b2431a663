/** Which images hold the bytes of a cache record: the engine says only that some do, history says which. */

import type { CacheRecord, Image, Inventory } from '../../../shared/usage.ts';
import { forestOf } from './forest.ts';
import { LayerIndex } from './layer-index.ts';
import { oncePerReading } from './once-per-reading.ts';

/** `certain`: no other image is there. `likely`, `possible`: as far as time, size and command of a step agree. */
export interface RecordHolder {
  readonly image: Image;
  readonly confidence: 'certain' | 'likely' | 'possible';
}

/** As many as anyone reads; the likeliest are kept. */
const MOST_HOLDERS = 5;
const none: readonly RecordHolder[] = [];

/**
 * Holders of a shared record, the likeliest first, at most five; none for an unshared one, and none where nothing agrees:
 * then it is held by at least one image, and nobody knows which. What holds a record holds all it was made from.
 */
export const recordHolders = oncePerReading(
  ({
    records,
    images,
  }: Pick<Inventory, 'records' | 'images'>): ((record: CacheRecord) => readonly RecordHolder[]) => {
    const [only] = images;
    if (only !== undefined && images.length === 1) {
      const certain = [{ image: only, confidence: 'certain' }] as const;
      return ({ isShared }) => (isShared ? certain : none);
    }
    const found = matchedHolders(records, images);
    const placeOf = new Map(records.map(({ id }, place) => [id, place]));
    return ({ id, isShared }) => (isShared ? (found[placeOf.get(id) ?? -1] ?? none) : none);
  },
);

function matchedHolders(
  records: readonly CacheRecord[],
  images: readonly Image[],
): readonly (readonly RecordHolder[])[] {
  const index = new LayerIndex(images);
  const forest = forestOf(records);
  const holders = records.map((record) => (record.isShared ? ownHolders(index, record) : none));
  for (const place of forest.childrenFirst()) {
    const ofChild = holders[place] ?? none;
    if (ofChild.length === 0) continue;
    forest.eachParent(place, (parent) => {
      holders[parent] = likeliest([...(holders[parent] ?? none), ...ofChild]);
    });
  }
  return holders;
}

function ownHolders(index: LayerIndex, record: CacheRecord): readonly RecordHolder[] {
  return likeliest(
    index
      .matches(record)
      .flatMap(({ place, confidence }) =>
        place.images.slice(0, MOST_HOLDERS).map((image) => ({ image, confidence })),
      ),
  );
}

function likeliest(holders: readonly RecordHolder[]): readonly RecordHolder[] {
  const byImage = new Map<string, RecordHolder>();
  for (const holder of holders) {
    const { id } = holder.image;
    if (!byImage.has(id) || holder.confidence === 'likely') byImage.set(id, holder);
  }
  const each = [...byImage.values()];
  const likely = each.filter(({ confidence }) => confidence === 'likely');
  const possible = each.filter(({ confidence }) => confidence !== 'likely');
  return [...likely, ...possible].slice(0, MOST_HOLDERS);
}
