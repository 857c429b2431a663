/** How many records one prune call takes: enough to be quick, few enough that progress moves and Stop is prompt. */

const FIRST_CHUNK = 16;
/** About 13 kB of id list: far below what any engine's HTTP server refuses. */
const LARGEST_CHUNK = 500;
/** Half of the "twice a second" that progress is to move at. */
const TARGET_MS = 250;

export const firstChunkSize = FIRST_CHUNK;

/** The next size after a call for `size` records took `tookMs`: doubles or halves towards the target, between 1 and the largest. */
export function nextChunkSize(size: number, tookMs: number): number {
  if (tookMs < TARGET_MS / 2) return Math.min(LARGEST_CHUNK, size * 2);
  return tookMs > TARGET_MS * 2 ? Math.max(1, Math.floor(size / 2)) : size;
}
