/** Paints the tray gauge as pixels, at any size from 16 to 48 px. */

import { gaugeShapes, type Gauge, type Shape } from './gauge-shapes.ts';

/** A square of BGRA pixels with premultiplied alpha: what `nativeImage.createFromBitmap` takes on little-endian systems. */
export interface Bitmap {
  readonly pixels: Buffer;
  readonly sizePx: number;
}

/** Points looked at along a side of the icon, at least: each pixel is the mean of its own, which smooths every edge alike. */
const POINTS_ACROSS = 110;

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

function pixelAt(shapes: readonly Shape[], column: number, row: number, sizePx: number): readonly number[] {
  const perSide = Math.ceil(POINTS_ACROSS / sizePx);
  const [step, first] = [1 / perSide, 0.5 / perSide];
  let [blue, green, red, alpha] = [0, 0, 0, 0];
  for (let x = column + first; x < column + 1; x += step) {
    for (let y = row + first; y < row + 1; y += step) {
      const top = topAt(shapes, (2 * x) / sizePx - 1, (2 * y) / sizePx - 1);
      if (top === undefined) continue;
      blue += top.colour[0];
      green += top.colour[1];
      red += top.colour[2];
      alpha += top.colour[3];
    }
  }
  return [blue, green, red, alpha].map((sum) => Math.round(sum / perSide ** 2));
}

function topAt(shapes: readonly Shape[], x: number, y: number): Shape | undefined {
  return shapes.findLast(({ covers }) => covers(x, y));
}
