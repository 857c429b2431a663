import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LazyWindow } from '../../electron/shell/lazy-window.ts';

/** A window that does what Electron's does to those who listen. */
class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  #isVisible = false;
  #isDestroyed = false;

  isVisible = (): boolean => this.#isVisible;
  isDestroyed = (): boolean => this.#isDestroyed;
  isMinimized = (): boolean => false;
  focus(): void {
    this.emit('focus');
  }
  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }
  destroy(): void {
    this.#isVisible = false;
    this.#isDestroyed = true;
    this.emit('closed');
  }
  /** The user's click on the close button. */
  close(): void {
    const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
    this.emit('close', event);
    if (!event.isPrevented) this.destroy();
  }
}

let made: FakeWindow[];
let lazy: LazyWindow;
const shown = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  shown.mockClear();
  made = [];
  lazy = new LazyWindow({
    build() {
      const window = new FakeWindow();
      made.push(window);
      return window as unknown as BrowserWindow;
    },
    onShow: shown,
  });
});
afterEach(() => void vi.useRealTimers());

function openNow(): FakeWindow {
  lazy.show();
  const window = made.at(-1)!;
  window.emit('ready-to-show');
  return window;
}

test('is not made before it is asked for', () => {
  expect(made).toHaveLength(0);
  expect(lazy.isVisible).toBe(false);
});

test('is seen only once it can be drawn', () => {
  lazy.show();
  expect(lazy.isVisible).toBe(false);
  made[0]!.emit('ready-to-show');
  expect(lazy.isVisible).toBe(true);
  expect(shown).toHaveBeenCalledTimes(1);
});

test('stays away when it is no longer wanted by the time it can be drawn', () => {
  lazy.show();
  lazy.hide();
  made[0]!.emit('ready-to-show');
  expect(lazy.isVisible).toBe(false);
});

test('is hidden rather than closed, and comes back as it was within a minute', () => {
  openNow().close();
  expect(lazy.isVisible).toBe(false);
  vi.advanceTimersByTime(59_000);
  lazy.show();
  expect(lazy.isVisible).toBe(true);
  vi.advanceTimersByTime(120_000);
  expect(lazy.isVisible).toBe(true);
  expect(made).toHaveLength(1);
});

test('is destroyed after a minute out of sight, and made anew when asked for', () => {
  openNow().close();
  vi.advanceTimersByTime(60_000);
  expect(lazy.current).toBeUndefined();
  openNow();
  expect(made).toHaveLength(2);
  expect(lazy.isVisible).toBe(true);
});

test('made ahead of a click, it shows at once, or goes when the click never comes', () => {
  lazy.prepare();
  made[0]!.emit('ready-to-show');
  expect(lazy.isVisible).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(lazy.current).toBeUndefined();

  lazy.prepare();
  made[1]!.emit('ready-to-show');
  lazy.show();
  expect(lazy.isVisible).toBe(true);
});

test('a page that crashed is replaced at the next look', () => {
  const window = openNow();
  window.webContents.emit('render-process-gone');
  expect(lazy.current).toBeUndefined();
  openNow();
  expect(lazy.isVisible).toBe(true);
});

test('closes for good once the app quits', () => {
  const window = openNow();
  lazy.letGo();
  window.close();
  expect(lazy.current).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});
