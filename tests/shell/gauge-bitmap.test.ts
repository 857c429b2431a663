import { describe, expect, test } from 'vitest';
import type { GaugeMood } from '../../electron/core/tray-view.ts';
import { gaugeBitmap, type Bitmap } from '../../electron/shell/gauge-bitmap.ts';

const MOODS: readonly GaugeMood[] = ['ok', 'warning', 'critical', 'cleaning', 'unreachable', 'asleep'];
const SIZES_PX = [16, 20, 22, 24, 32, 44, 48];

const draw = (sizePx: number, mood: GaugeMood = 'ok', level = 0.5, isSample = false): Bitmap =>
  gaugeBitmap({ mood, level, isSample }, sizePx);

function pixelAt({ pixels, sizePx }: Bitmap, x: number, y: number) {
  const [blue, green, red, alpha] = pixels.subarray((y * sizePx + x) * 4, (y * sizePx + x) * 4 + 4);
  return { blue: blue!, green: green!, red: red!, alpha: alpha! };
}

/** How bright each pixel of a row is, 0–255, clear pixels left out. */
function greys(bitmap: Bitmap): number[] {
  const all: number[] = [];
  for (let offset = 0; offset < bitmap.pixels.length; offset += 4) {
    const [blue, green, red, alpha] = bitmap.pixels.subarray(offset, offset + 4);
    if (alpha === 255) all.push((blue! + green! + red!) / 3);
  }
  return all;
}

/** Pixels of water: far more blue-green than red. */
function waterCount(bitmap: Bitmap): number {
  let count = 0;
  for (let offset = 0; offset < bitmap.pixels.length; offset += 4) {
    if (bitmap.pixels[offset]! - bitmap.pixels[offset + 2]! > 100) count += 1;
  }
  return count;
}

const shapeOnly = (bitmap: Bitmap): string =>
  Array.from({ length: bitmap.sizePx ** 2 }, (_, pixel) => {
    const [blue, green, red] = bitmap.pixels.subarray(pixel * 4, pixel * 4 + 3);
    return Math.max(blue!, green!, red!) > 128 ? '#' : '.';
  }).join('');

describe.each(SIZES_PX)('at %i px', (sizePx) => {
  test('fills a square of premultiplied pixels', () => {
    const bitmap = draw(sizePx, 'warning');
    expect(bitmap.pixels).toHaveLength(sizePx * sizePx * 4);
    for (let offset = 0; offset < bitmap.pixels.length; offset += 4) {
      const [blue, green, red, alpha] = bitmap.pixels.subarray(offset, offset + 4);
      expect(Math.max(blue!, green!, red!)).toBeLessThanOrEqual(alpha!);
    }
  });

  test('is round: clear in the upper corners, opaque in the middle', () => {
    const bitmap = draw(sizePx);
    expect(pixelAt(bitmap, 0, 0).alpha).toBe(0);
    expect(pixelAt(bitmap, sizePx - 1, 0).alpha).toBe(0);
    expect(pixelAt(bitmap, sizePx / 2, sizePx / 2).alpha).toBe(255);
  });

  test.each(MOODS)('reads on light and on dark panels: %s', (mood) => {
    const shades = greys(draw(sizePx, mood));
    expect(shades.filter((grey) => grey < 140).length).toBeGreaterThan(sizePx);
    expect(shades.filter((grey) => grey > 160).length).toBeGreaterThan(sizePx);
  });

  test('tells every mood from every other without colour', () => {
    expect(new Set(MOODS.map((mood) => shapeOnly(draw(sizePx, mood)))).size).toBe(MOODS.length);
  });
});

test('the water rises with the level', () => {
  const counts = [0, 0.25, 0.5, 0.75, 1].map((level) => waterCount(draw(32, 'ok', level)));
  expect(counts[0]).toBe(0);
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
  expect(new Set(counts).size).toBe(counts.length);
});

test('a full budget reaches the budget line and leaves room above it', () => {
  const bitmap = draw(44, 'ok', 1);
  expect(pixelAt(bitmap, 22, 6)).toMatchObject({ alpha: 255 });
  expect(pixelAt(bitmap, 22, 6).blue).toBeLessThan(100);
  expect(pixelAt(bitmap, 22, 16).blue).toBeGreaterThan(180);
});

test('a cache over its budget fills the whole porthole', () => {
  const bitmap = draw(44, 'critical', 1);
  expect(pixelAt(bitmap, 10, 22).red).toBeGreaterThan(180);
  expect(pixelAt(bitmap, 33, 22).red).toBeGreaterThan(180);
  expect(pixelAt(bitmap, 14, 9).red).toBeGreaterThan(180);
});

test('the sample engine has hatched water', () => {
  const plain = waterCount(draw(32, 'ok', 0.8));
  const hatched = waterCount(draw(32, 'ok', 0.8, true));
  expect(hatched).toBeGreaterThan(plain * 0.3);
  expect(hatched).toBeLessThan(plain * 0.8);
});
