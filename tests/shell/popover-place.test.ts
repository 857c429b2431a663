import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { popoverPlace } from '../../electron/shell/popover-place.ts';

const popover = { width: 380, height: 560 };
const screen = { x: 0, y: 0, width: 1920, height: 1080 };

describe('popoverPlace', () => {
  test('hangs centred below an icon at the top', () => {
    const workArea = { ...screen, y: 25, height: 1055 };
    expect(popoverPlace({ x: 900, y: 0, width: 24, height: 24 }, popover, workArea)).toEqual({
      x: 722,
      y: 33,
    });
  });

  test('stands above an icon at the bottom', () => {
    const workArea = { ...screen, height: 1040 };
    expect(popoverPlace({ x: 900, y: 1048, width: 24, height: 24 }, popover, workArea)).toEqual({
      x: 722,
      y: 472,
    });
  });

  test('stays on the screen beside an icon in a corner', () => {
    expect(popoverPlace({ x: 1890, y: 1050, width: 24, height: 24 }, popover, screen).x).toBe(1920 - 380 - 8);
  });

  test('keeps to a second display with negative coordinates', () => {
    const left = { x: -1280, y: 0, width: 1280, height: 800 };
    expect(popoverPlace({ x: -40, y: 0, width: 24, height: 24 }, popover, left)).toEqual({ x: -388, y: 32 });
  });

  test('lies wholly inside any work area that can hold it', () => {
    const anywhere = fc.record({
      anchor: fc.record({
        x: fc.integer({ min: -3000, max: 6000 }),
        y: fc.integer({ min: -3000, max: 6000 }),
        width: fc.integer({ min: 0, max: 60 }),
        height: fc.integer({ min: 0, max: 60 }),
      }),
      workArea: fc.record({
        x: fc.integer({ min: -3000, max: 3000 }),
        y: fc.integer({ min: -3000, max: 3000 }),
        width: fc.integer({ min: 400, max: 4000 }),
        height: fc.integer({ min: 580, max: 4000 }),
      }),
    });
    fc.assert(
      fc.property(anywhere, ({ anchor, workArea }) => {
        const { x, y } = popoverPlace(anchor, popover, workArea);
        expect(x).toBeGreaterThanOrEqual(workArea.x);
        expect(y).toBeGreaterThanOrEqual(workArea.y);
        expect(x + popover.width).toBeLessThanOrEqual(workArea.x + workArea.width);
        expect(y + popover.height).toBeLessThanOrEqual(workArea.y + workArea.height);
      }),
    );
  });

  test('shows its top left corner on a screen too small for it', () => {
    expect(
      popoverPlace({ x: 0, y: 0, width: 0, height: 0 }, popover, { x: 0, y: 0, width: 320, height: 240 }),
    ).toEqual({ x: 8, y: 8 });
  });
});
