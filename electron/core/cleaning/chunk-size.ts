/**
 * How many records one prune call takes. Each call has a price of its own, whatever it names (BuildKit walks its whole solver cache
 * after one that deleted, `ReleaseUnreferenced`), so small calls are slow; and the list of ids is compiled for every candidate, so
 * that large ones cost the square of their size. Measured on 28.5, 30 to 60 are best for both image stores.
 */

const FIRST_CHUNK = 32;
/** Smaller calls than this are slower altogether; they are worth it only for a prompt Stop. */
const CHEAPEST_CHUNK = 24;
/** About 13 kB of id list: far below what any engine's HTTP server refuses. */
const LARGEST_CHUNK = 500;
/** A call quicker than this may be longer. */
const QUICK_MS = 60;
/** Progress is to move twice a second. */
const SLOW_MS = 400;
/** A stop waits for the call in flight: longer than this it should not. */
const TOO_SLOW_MS = 1_000;

export const firstChunkSize = FIRST_CHUNK;

/** The next size after a call for `size` records took `tookMs`: twice or half of it, between 1 and the largest. */
export function nextChunkSize(size: number, tookMs: number): number {
  if (tookMs < QUICK_MS) return Math.min(LARGEST_CHUNK, size * 2);
  const smallest = tookMs > TOO_SLOW_MS ? 1 : Math.min(size, CHEAPEST_CHUNK);
  return tookMs > SLOW_MS ? Math.max(smallest, Math.floor(size / 2)) : size;
}
