/** What the tray gauge looks like: a porthole with the cache as water, its moods told apart by shape first and colour second. */

import type { TrayView } from '../core/tray-view.ts';

export type Gauge = TrayView['gauge'];

/** Covers points of the square −1…1, y downwards. Later shapes hide earlier ones. */
export interface Shape {
  readonly colour: Colour;
  readonly covers: Region;
}
type Region = (x: number, y: number) => boolean;
/** Opaque: 0–255 each, in the order of the bitmap. */
type Colour = readonly [blue: number, green: number, red: number, alpha: number];

/** Ink outlines and chalk lines are opposites: one of the two stands out on any panel. */
const INK = colour(0x181e26);
const CHALK = colour(0xffffff);
const DEPTH = colour(0x2a3a4a);
const SEA = colour(0x2fb3c4);
const AMBER = colour(0xf0a83c);
const RED = colour(0xd8402f);
const GREEN = colour(0x53b981);
const GREY = colour(0xaab4c0);

/** The budget line's height in the porthole; the room above it is for a cache over its budget. */
const BUDGET_HEIGHT = 0.8;

/** The shapes of a gauge, lowest first. `pixel` is the width of one pixel in the square −1…1. */
export function gaugeShapes(gauge: Gauge, pixel: number): readonly Shape[] {
  const rim = 1 - pixel;
  const glass = rim - Math.max(1.3 * pixel, 0.14);
  const porthole = (ring: Colour): Shape[] => [
    { colour: INK, covers: disc(1) },
    { colour: ring, covers: disc(rim) },
    { colour: DEPTH, covers: disc(glass) },
  ];
  const water = (tint: Colour, level = gauge.level * BUDGET_HEIGHT): Shape => ({
    colour: tint,
    covers: both(
      disc(glass),
      below(glass * (1 - 2 * level)),
      gauge.isSample ? stripes(Math.max(5 * pixel, 0.34)) : everywhere,
    ),
  });
  const budget: Shape = { colour: CHALK, covers: budgetDashes(glass, pixel) };

  switch (gauge.mood) {
    case 'ok':
      return [...porthole(CHALK), water(SEA), budget];
    case 'warning':
      return [...porthole(CHALK), water(AMBER), budget, ...warningBadge(pixel)];
    case 'critical':
      return [
        ...porthole(CHALK),
        water(RED, 1),
        { colour: CHALK, covers: exclamation(Math.max(0.15, pixel)) },
      ];
    case 'cleaning':
      return [
        ...porthole(GREY),
        water(GREEN),
        { colour: GREEN, covers: turningArc(rim, glass) },
        { colour: CHALK, covers: downArrow },
      ];
    case 'unreachable':
      return [
        ...porthole(GREY),
        { colour: INK, covers: bar(0.16 + pixel) },
        { colour: CHALK, covers: bar(0.16) },
      ];
    case 'asleep':
      return [...porthole(GREY), { colour: CHALK, covers: crescent(glass) }];
  }
}

function colour(rgb: number): Colour {
  return [rgb & 0xff, (rgb >> 8) & 0xff, rgb >> 16, 0xff];
}

function disc(radius: number): Region {
  return (x, y) => Math.hypot(x, y) <= radius;
}

function everywhere(): boolean {
  return true;
}

function below(surface: number): Region {
  return (_x, y) => y >= surface;
}

function both(...regions: readonly Region[]): Region {
  return (x, y) => regions.every((covers) => covers(x, y));
}

/** Marks the sample engine: its water is hatched. */
function stripes(period: number): Region {
  return (x, y) => (((x + y) % period) + period) % period < period * 0.62;
}

/** A dash at either wall: enough to read the level against, without hiding the water. */
function budgetDashes(glass: number, pixel: number): Region {
  const height = glass * (1 - 2 * BUDGET_HEIGHT);
  const half = Math.max(0.5 * pixel, 0.05);
  return (x, y) => Math.abs(y - height) <= half && Math.abs(x) >= glass * 0.42 && Math.hypot(x, y) <= glass;
}

/** A triangle in the lower right corner, outlined in ink. */
function warningBadge(pixel: number): Shape[] {
  const outline = Math.max(pixel, 0.07);
  const triangle = (margin: number): Region => {
    const top = -0.04 - 2 * margin;
    const bottom = 1 - outline + margin;
    return (x, y) =>
      y >= top && y <= bottom && Math.abs(x - 0.4) <= ((y - top) / (bottom - top)) * (0.52 + margin);
  };
  return [
    { colour: INK, covers: triangle(outline) },
    { colour: CHALK, covers: triangle(0) },
  ];
}

function exclamation(half: number): Region {
  const stem: Region = (x, y) => Math.abs(x) <= half && y >= -0.58 && y <= 0.16;
  const dot: Region = (x, y) => Math.abs(x) <= half && y >= 0.34 && y <= 0.34 + 2 * half;
  return (x, y) => stem(x, y) || dot(x, y);
}

/** Three quarters of the ring. */
function turningArc(outer: number, inner: number): Region {
  return (x, y) => Math.hypot(x, y) <= outer && Math.hypot(x, y) > inner && !(x > 0 && y < 0);
}

function downArrow(x: number, y: number): boolean {
  const shaft = Math.abs(x) <= 0.15 && y >= -0.55 && y <= 0.1;
  const head = y >= 0 && y <= 0.52 && Math.abs(x) <= (0.52 - y) * 0.9;
  return shaft || head;
}

/** From the upper right to the lower left corner. */
function bar(width: number): Region {
  return (x, y) => Math.abs(x + y) <= width && Math.abs(x - y) <= 1.6 + width;
}

function crescent(glass: number): Region {
  return (x, y) => Math.hypot(x, y) <= glass * 0.78 && Math.hypot(x - 0.32, y + 0.22) > glass * 0.66;
}
