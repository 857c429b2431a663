/** Where the popover opens: by its tray icon, wholly inside the display's work area. */

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export type Box = Point & Size;

/** Air between the popover and the icon or the screen's edges, px. */
const GAP_PX = 8;

/** Centred under the icon, or above it where the bar is at the bottom; beside it where the bar is at a side. */
export function popoverPlace(anchor: Box, popover: Size, workArea: Box): Point {
  const left = anchor.x + anchor.width / 2 - popover.width / 2;
  const isUpperHalf = anchor.y + anchor.height / 2 < workArea.y + workArea.height / 2;
  const top = isUpperHalf ? anchor.y + anchor.height + GAP_PX : anchor.y - popover.height - GAP_PX;
  return {
    x: within(left, workArea.x, workArea.width, popover.width),
    y: within(top, workArea.y, workArea.height, popover.height),
  };
}

/** The nearest start that keeps `length` inside the span; the span's own start where it is too small for that. */
function within(start: number, spanStart: number, spanLength: number, length: number): number {
  const last = spanStart + spanLength - length - GAP_PX;
  return Math.round(Math.max(spanStart + GAP_PX, Math.min(start, last)));
}
