/** Draws the app's icon in every size and form that packages need. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { icns, ico, png } from './icons/image-files.mjs';
import { paint } from './icons/paint.mjs';
import { porthole } from './icons/porthole.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** Writes `16x16.png` to `512x512.png`, `icon.ico` and `icon.icns` into the folder. */
export function drawIcons(dir) {
  mkdirSync(dir, { recursive: true });
  const pngs = Object.fromEntries(sizes.map((size) => [size, png(paint(porthole, size), size)]));
  for (const size of sizes.filter((each) => each <= 512))
    writeFileSync(join(dir, `${size}x${size}.png`), pngs[size]);
  const upTo256 = Object.entries(pngs).filter(([size]) => Number(size) <= 256);
  writeFileSync(join(dir, 'icon.ico'), ico(Object.fromEntries(upTo256)));
  writeFileSync(join(dir, 'icon.icns'), icns(pngs));
}
