/** The gauge as each system's tray wants it. */

import { nativeImage, screen, type NativeImage } from 'electron';
import { gaugeBitmap } from './gauge-bitmap.ts';
import type { Gauge } from './gauge-shapes.ts';

interface GaugeSize {
  readonly sizePx: number;
  readonly scaleFactor: number;
}

/** Sizes to draw now: displays change, so ask at each drawing. */
export function gaugeSizes(platform: NodeJS.Platform): readonly GaugeSize[] {
  if (platform === 'darwin') {
    return [
      { sizePx: 16, scaleFactor: 1 },
      { sizePx: 32, scaleFactor: 2 },
    ];
  }
  if (platform === 'win32') {
    // Windows uses only the 1x representation of a bitmap, stretched (https://github.com/electron/electron/issues/33044).
    return [{ sizePx: Math.round(16 * screen.getPrimaryDisplay().scaleFactor), scaleFactor: 1 }];
  }
  // KDE and GNOME scale a large icon down well; XFCE's panel does not.
  const isXfce = process.env['XDG_CURRENT_DESKTOP']?.toUpperCase().includes('XFCE') ?? false;
  return [{ sizePx: isXfce ? 22 : 44, scaleFactor: 1 }];
}

export function gaugeImage(gauge: Gauge, sizes: readonly GaugeSize[]): NativeImage {
  const image = nativeImage.createEmpty();
  for (const { sizePx, scaleFactor } of sizes) {
    const { pixels } = gaugeBitmap(gauge, sizePx);
    image.addRepresentation({ width: sizePx, height: sizePx, scaleFactor, buffer: pixels });
  }
  return image;
}
