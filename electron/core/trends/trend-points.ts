/** Draws a long history in few points, without losing a peak, a trough or an end. */

import type { TrendPoint } from '../../../shared/state.ts';

/** More than a chart has pixels for. */
const MOST_POINTS = 600;

/**
 * At most `most` (4 and up) of the points, which are ordered by time: the first, the last, and of each of equal stretches of time
 * the least and the greatest. By time and not by count, since history is finer the younger it is.
 */
export function trendPoints(points: readonly TrendPoint[], most = MOST_POINTS): readonly TrendPoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length <= most || first === undefined || last === undefined) return points;
  const stretches = Math.floor((most - 2) / 2);
  const stretchMs = (last.atMs - first.atMs) / stretches || 1;
  const kept = new Set([first, last]);
  for (const point of extremesOf(points, ({ atMs }) =>
    Math.min(stretches - 1, Math.floor((atMs - first.atMs) / stretchMs)),
  ))
    kept.add(point);
  return points.filter((point) => kept.has(point));
}

/** Of each stretch its least and its greatest point. */
function extremesOf(
  points: readonly TrendPoint[],
  stretchOf: (point: TrendPoint) => number,
): readonly TrendPoint[] {
  const extremes = new Map<number, { least: TrendPoint; greatest: TrendPoint }>();
  for (const point of points) {
    const stretch = stretchOf(point);
    const known = extremes.get(stretch) ?? { least: point, greatest: point };
    if (point.bytes < known.least.bytes) known.least = point;
    if (point.bytes > known.greatest.bytes) known.greatest = point;
    extremes.set(stretch, known);
  }
  return [...extremes.values()].flatMap(({ least, greatest }) => [least, greatest]);
}
