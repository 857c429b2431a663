import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrayIcon } from '../../electron/shell/tray.ts';
import { constantTrayHost, followTrayHost, type TrayHost } from '../../electron/shell/tray-host.ts';

let attached: boolean;
let presence: boolean | undefined;
let host: Parameters<TrayHost['watch']>[0];
const announced: TrayHost = {
  watch(listener) {
    host = listener;
    return () => undefined;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  attached = false;
  presence = undefined;
});
afterEach(() => void vi.useRealTimers());

function follow(trayHost: TrayHost): void {
  const tray = { attach: () => (attached = true), detach: () => (attached = false) };
  followTrayHost(trayHost, tray as unknown as TrayIcon, (hasTray) => (presence = hasTray));
}

test('where a tray is always there, the icon is at once', () => {
  follow(constantTrayHost);
  expect({ attached, presence }).toEqual({ attached: true, presence: true });
  expect(vi.getTimerCount()).toBe(0);
});

test('a host that comes late gets the icon', () => {
  follow(announced);
  vi.advanceTimersByTime(10_000);
  expect({ attached, presence }).toEqual({ attached: false, presence: undefined });
  host.onHost();
  expect({ attached, presence }).toEqual({ attached: true, presence: true });
});

test('a host that never comes is told of, and an old kind of tray is tried', () => {
  follow(announced);
  vi.advanceTimersByTime(15_000);
  expect({ attached, presence }).toEqual({ attached: true, presence: false });
});

test('a panel that restarts is not told of', () => {
  follow(announced);
  host.onHost();
  host.onLost();
  expect(attached).toBe(false);
  vi.advanceTimersByTime(3000);
  host.onHost();
  vi.advanceTimersByTime(60_000);
  expect({ attached, presence }).toEqual({ attached: true, presence: true });
});
