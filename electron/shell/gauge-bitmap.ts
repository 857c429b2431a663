/** Paints the tray gauge as pixels, at any size from 16 to 48 px. */

import { gaugeShapes, type Gauge, type Shape } from './gauge-shapes.ts';

/** A square of BGRA pixels with premultiplied alpha: what `nativeImage.createFromBitmap` takes on little-endian systems. */
export interface Bitmap {
  readonly pixels: Buffer;
  readonly sizePx: number;
}

/** Each pixel is the mean of this many points squared, which smooths every edge alike. */
const POINTS_PER_SIDE = 5;
const POINTS_PER_PIXEL = POINTS_PER_SIDE ** 2;

/** Outlines keep whole pixels at every size, so a larger gauge has finer lines, not just more of them. */
export function gaugeBitmap(gauge: Gauge, sizePx: number): Bitmap {
  const shapes = gaugeShapes(gauge, 2 / sizePx);
  const pixels = Buffer.alloc(sizePx * sizePx * 4);
  for (let row = 0; row < sizePx; row += 1) {
    for (let column = 0; column < sizePx; column += 1) {
      pixels.set(pixelAt(shapes, column, row, sizePx), (row * sizePx + column) * 4);
    }
  }
  return { pixels, sizePx };
}

function pixelAt(shapes: readonly Shape[], column: number, row: number, sizePx: number): number[] {
  const bgra = [0, 0, 0, 0];
  for (let point = 0; point < POINTS_PER_PIXEL; point += 1) {
    const x = column + ((point % POINTS_PER_SIDE) + 0.5) / POINTS_PER_SIDE;
    const y = row + (Math.floor(point / POINTS_PER_SIDE) + 0.5) / POINTS_PER_SIDE;
    const top = shapes.findLast((shape) => shape.covers((2 * x) / sizePx - 1, (2 * y) / sizePx - 1));
    top?.colour.forEach((channel, index) => (bgra[index] = (bgra[index] ?? 0) + channel));
  }
  return bgra.map((sum) => Math.round(sum / POINTS_PER_PIXEL));
}
