import { expect, test } from 'vitest';
import { windowPlace } from '../../electron/shell/window-place.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 1280, height: 800 };
const kept = { x: 100, y: 80, width: 1080, height: 720, isMaximized: false };

test('is where it was', () => {
  expect(windowPlace(kept, [screen])).toEqual(kept);
  expect(windowPlace({ ...kept, x: 2000, isMaximized: true }, [screen, second])).toEqual({
    ...kept,
    x: 2000,
    isMaximized: true,
  });
});

test.each([
  ['on a display that is gone', { x: 2000, y: 80 }],
  ['above the screen', { x: 100, y: -300 }],
  ['below it', { x: 100, y: 1075 }],
  ['almost out at its side', { x: 1850, y: 80 }],
])('keeps its size alone when it was %s', (_, position) => {
  expect(windowPlace({ ...kept, ...position }, [screen])).toEqual({
    width: 1080,
    height: 720,
    isMaximized: false,
  });
});

test('is no larger than the largest screen', () => {
  expect(windowPlace({ ...kept, width: 3000, height: 2000 }, [second, screen])).toMatchObject({
    width: 1920,
    height: 1055,
  });
});

test.each([[undefined], [null], ['x'], [{}], [{ ...kept, x: '100' }], [{ ...kept, width: Infinity }]])(
  'is not made from %j',
  (memory) => {
    expect(windowPlace(memory, [screen])).toBeUndefined();
  },
);
