/** Where the main window was: it opens there again, as far as the screens of today allow. */

import type { Box, Point, Size } from './popover-place.ts';

export interface WindowPlace extends Size, Partial<Point> {
  readonly isMaximized: boolean;
}

/** So much of the window's top must be on a screen that it can be taken by it, px. */
const GRIP = { width: 120, height: 40 };

/**
 * A place as it was kept, fitted to the screens there are: never larger than the largest, and without a position where none of
 * them shows the window's top. Undefined where nothing sensible was kept.
 */
export function windowPlace(kept: unknown, workAreas: readonly Box[]): WindowPlace | undefined {
  if (!isPlace(kept) || workAreas.length === 0) return undefined;
  const { x, y, isMaximized } = kept;
  const size = {
    width: Math.min(kept.width, Math.max(...workAreas.map((area) => area.width))),
    height: Math.min(kept.height, Math.max(...workAreas.map((area) => area.height))),
  };
  const isReachable = workAreas.some((area) => showsTop({ x, y, ...size }, area));
  return { ...size, isMaximized, ...(isReachable && { x, y }) };
}

function showsTop(window: Box, area: Box): boolean {
  const seenWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return seenWidth >= GRIP.width && window.y >= area.y && window.y <= area.y + area.height - GRIP.height;
}

function isPlace(kept: unknown): kept is Box & { readonly isMaximized: boolean } {
  if (typeof kept !== 'object' || kept === null || !('isMaximized' in kept)) return false;
  const numbers = ['x', 'y', 'width', 'height'].map((name) => (kept as Record<string, unknown>)[name]);
  return typeof kept.isMaximized === 'boolean' && numbers.every(Number.isInteger);
}
