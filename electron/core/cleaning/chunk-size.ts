/**
 * How many records one prune call takes. Each call has a price of its own, whatever it names (BuildKit walks its whole solver cache
 * after one that deleted, `ReleaseUnreferenced`), so small calls are slow; and each id in it is tried on every candidate, so
 * huge ones are too. In between: few enough that Stop is prompt.
 */

const FIRST_CHUNK = 128;
const SMALLEST_CHUNK = 64;
/** About 13 kB of id list: far below what any engine's HTTP server refuses. */
const LARGEST_CHUNK = 500;
/** A call quicker than this may be longer. */
const QUICK_MS = 250;
/** A stop waits for the call in flight: longer than this it should not. */
const SLOW_MS = 1_500;

export const firstChunkSize = FIRST_CHUNK;

/** The next size after a call for `size` records took `tookMs`: twice or half of it, between the smallest and the largest. */
export function nextChunkSize(size: number, tookMs: number): number {
  if (tookMs < QUICK_MS) return Math.min(LARGEST_CHUNK, size * 2);
  return tookMs > SLOW_MS ? Math.max(Math.min(size, SMALLEST_CHUNK), Math.floor(size / 2)) : size;
}
