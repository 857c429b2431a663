/** When each image of one engine was last needed: a book that only ever learns. Times are by the engine's own clock. */

import type { ImageUse } from '../../../shared/browse.ts';
import type { Image } from '../../../shared/usage.ts';

/** Image ids, each with the time it was needed. */
export type Uses = ReadonlyMap<string, number>;

export interface KnownImage {
  /** Undefined while no use of it was seen. */
  readonly usedAtMs: number | undefined;
  /** Since when it is gone; undefined while it is there. */
  readonly goneAtMs: number | undefined;
}

export interface ImageUses {
  /** When the engine was first looked at: what was before, nobody knows. */
  readonly sinceMs: number;
  /** Its events are known up to here. */
  readonly heardUntilMs: number;
  readonly images: ReadonlyMap<string, KnownImage>;
}

/** All images of an engine at one moment. */
export interface ImageLook {
  readonly nowMs: number;
  readonly images: readonly Pick<Image, 'id' | 'createdAtMs'>[];
}

export const MOST_IMAGES = 5_000;
/** An image that is gone is remembered this long: what is pulled again by the same id has its past. */
export const REMEMBERED_MS = 90 * 24 * 3_600_000;

export function firstLook({ nowMs, images }: ImageLook): ImageUses {
  const known = images.map(({ id }) => [id, { usedAtMs: undefined, goneAtMs: undefined }] as const);
  return bounded({ sinceMs: nowMs, heardUntilMs: nowMs, images: new Map(known) });
}

/** One time for each image. */
export function laterOfEach(uses: Iterable<readonly [imageId: string, atMs: number]>): Uses {
  const latestMs = new Map<string, number>();
  for (const [id, atMs] of uses) latestMs.set(id, Math.max(atMs, latestMs.get(id) ?? -Infinity));
  return latestMs;
}

/** The later of two uses counts, in whatever order and however often they are told. Images that no look has found are passed over. */
export function withUses(book: ImageUses, uses: Uses): ImageUses {
  const images = new Map(book.images);
  let learnt = false;
  for (const [id, atMs] of uses) {
    const known = images.get(id);
    if (known === undefined || atMs <= (known.usedAtMs ?? -Infinity)) continue;
    images.set(id, { ...known, usedAtMs: atMs });
    learnt = true;
  }
  return learnt ? { ...book, images } : book;
}

/**
 * What is there now, and what was heard to be used. An image that came unheard was built, loaded or pulled since the last event:
 * that is a use, at the time it was made where that is later than that event, else now, for nothing says when it was pulled.
 */
export function lookedAgain(book: ImageUses, { nowMs, images }: ImageLook, uses: Uses): ImageUses {
  const present = new Map<string, KnownImage>();
  // One that a full book had no room for did not come: it may have been there all along.
  const isFull = book.images.size >= MOST_IMAGES;
  for (const { id, createdAtMs } of images) {
    const known = book.images.get(id);
    const cameAtMs = createdAtMs > book.heardUntilMs ? Math.min(createdAtMs, nowMs) : nowMs;
    const isNew = known === undefined && !isFull;
    present.set(id, { usedAtMs: isNew ? (uses.get(id) ?? cameAtMs) : known?.usedAtMs, goneAtMs: undefined });
  }
  const gone = [...book.images]
    .filter(([id]) => !present.has(id))
    .map(([id, known]) => [id, { ...known, goneAtMs: known.goneAtMs ?? nowMs }] as const)
    .filter(([, { goneAtMs }]) => nowMs - goneAtMs < REMEMBERED_MS);
  return withUses(bounded({ ...book, images: new Map([...present, ...gone]) }), uses);
}

export function heardUntil(book: ImageUses, atMs: number): ImageUses {
  return atMs > book.heardUntilMs ? { ...book, heardUntilMs: atMs } : book;
}

/** `nowMs` is the engine's: it was set back where a use is later than that, and none is shown in the future. */
export function useIn(book: ImageUses, imageId: string, nowMs: number): ImageUse {
  const usedAtMs = book.images.get(imageId)?.usedAtMs;
  return usedAtMs === undefined
    ? { kind: 'not-seen', sinceMs: Math.min(book.sinceMs, nowMs) }
    : { kind: 'last-used', atMs: Math.min(usedAtMs, nowMs) };
}

/** What is there stays before what is gone, and what was used late before what was used early. */
function bounded(book: ImageUses): ImageUses {
  if (book.images.size <= MOST_IMAGES) return book;
  const rank = ({ usedAtMs = 0, goneAtMs }: KnownImage): readonly [number, number] => [
    goneAtMs === undefined ? 1 : 0,
    goneAtMs ?? usedAtMs,
  ];
  const kept = [...book.images].sort(([, one], [, other]) => {
    const [oneThere, oneMs] = rank(one);
    const [otherThere, otherMs] = rank(other);
    return otherThere - oneThere || otherMs - oneMs;
  });
  return { ...book, images: new Map(kept.slice(0, MOST_IMAGES)) };
}

export function isSameBook(one: ImageUses, other: ImageUses): boolean {
  if (one.images === other.images) return true;
  return (
    one.images.size === other.images.size &&
    [...one.images].every(([id, { usedAtMs, goneAtMs }]) => {
      const there = other.images.get(id);
      return there !== undefined && there.usedAtMs === usedAtMs && there.goneAtMs === goneAtMs;
    })
  );
}
