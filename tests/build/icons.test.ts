/** The icon files are what systems read: whole PNGs of every size, round, with the sea at the bottom. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawIcons } from '../../build/draw-icons.mjs';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'bilge-icons-'));
  drawIcons(dir);
});
afterAll(() => rmSync(dir, { recursive: true }));

const read = (name: string): Buffer => readFileSync(join(dir, name));

/** Red, green, blue, alpha at a place given in parts of the side. */
function pixelAt(file: Buffer, x: number, y: number): readonly number[] {
  const size = file.readUInt32BE(16);
  const dataAt = file.indexOf('IDAT');
  const rows = inflateSync(file.subarray(dataAt + 4, dataAt + 4 + file.readUInt32BE(dataAt - 4)));
  const start = Math.floor(y * size) * (size * 4 + 1) + 1 + Math.floor(x * size) * 4;
  return [...rows.subarray(start, start + 4)];
}

it('draws the sizes that a Linux icon folder has', () => {
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512];
  const pngs = readdirSync(dir).filter((name) => name.endsWith('.png'));
  expect(pngs.sort()).toEqual(sizes.map((size) => `${size}x${size}.png`).sort());
  for (const size of sizes) expect(read(`${size}x${size}.png`).readUInt32BE(16)).toBe(size);
});

describe.each([16, 48, 512])('at %i px', (size) => {
  it('is transparent in the corner, and has more sea than red at the bottom of the glass', () => {
    const file = read(`${size}x${size}.png`);
    expect(pixelAt(file, 0.01, 0.01)[3]).toBe(0);
    const [red = 0, , blue = 0, alpha] = pixelAt(file, 0.5, 0.75);
    expect(alpha).toBe(255);
    expect(blue).toBeGreaterThan(red + 60);
  });
});

it('holds every entry whole in the Windows file', () => {
  const file = read('icon.ico');
  const count = file.readUInt16LE(4);
  const ends = Array.from({ length: count }, (_, index) => {
    const at = 6 + 16 * index;
    const [length, offset] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12)];
    expect(file.subarray(offset + 1, offset + 4).toString()).toBe('PNG');
    return offset + length;
  });
  expect(Math.max(...ends)).toBe(file.length);
});

it('names its own length in the macOS file', () => {
  const file = read('icon.icns');
  expect(file.subarray(0, 4).toString()).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
});
