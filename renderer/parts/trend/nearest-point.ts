/** Where on a line a time is. */

import type { TrendPoint } from '../../../shared/state.ts';

/** The index of the point that is nearest in time; −1 where there is none. */
export function nearestPoint(points: readonly Pick<TrendPoint, 'atMs'>[], atMs: number): number {
  let nearest = -1;
  let leastMs = Infinity;
  for (const [index, point] of points.entries()) {
    const awayMs = Math.abs(point.atMs - atMs);
    if (awayMs >= leastMs) continue;
    nearest = index;
    leastMs = awayMs;
  }
  return nearest;
}
