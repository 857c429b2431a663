/** Which tile an arrow key leads to. */

import type { Box } from './tile-layout.ts';

/** Turns a box so that every direction reads as "to the right". */
const TURNS: Readonly<Record<string, (box: Box) => Box>> = {
  ArrowRight: (box) => box,
  ArrowLeft: ({ x, y, width, height }) => ({ x: -x - width, y, width, height }),
  ArrowDown: ({ x, y, width, height }) => ({ x: y, y: x, width: height, height: width }),
  ArrowUp: ({ x, y, width, height }) => ({ x: -y - height, y: x, width: height, height: width }),
};

/** The nearest box that begins where this one ends, the one beside it before one that lies askew; undefined where none does. */
export function tileTowards(key: string, boxes: readonly Box[], from: number): number | undefined {
  const turn = TURNS[key];
  const start = boxes[from];
  if (!turn || !start) return undefined;
  const own = turn(start);
  let best: { readonly index: number; readonly farness: number } | undefined;
  for (const [index, box] of boxes.entries()) {
    const other = turn(box);
    if (index === from || other.x < own.x + own.width) continue;
    const farness = other.x - own.x - own.width + 3 * gap(own, other) + askew(own, other) / 100;
    if (!best || farness < best.farness) best = { index, farness };
  }
  return best?.index;
}

/** How far apart two boxes are across the direction; 0 where they overlap. */
function gap(own: Box, other: Box): number {
  return Math.max(0, other.y - own.y - own.height, own.y - other.y - other.height);
}

function askew(own: Box, other: Box): number {
  return Math.abs(own.y + own.height / 2 - other.y - other.height / 2);
}
