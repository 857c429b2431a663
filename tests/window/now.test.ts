/** The clock behind "12 s ago": calm, and still when nobody looks. */

import { screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { readyState } from '../fakes/app-states.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setInterval', 'clearInterval'] });
  return () => {
    show('visible');
    vi.useRealTimers();
  };
});

function show(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

test('ages grow once in 10 s', async () => {
  await showApp('popover', readyState(NOW_MS));
  vi.advanceTimersByTime(10_000);
  await settled();
  expect(screen.getByText('28.5.2 · 22s ago')).toBeTruthy();
  expect(vi.getTimerCount()).toBe(1);
});

test('a hidden page keeps no timer, and is right when it is seen again', async () => {
  await showApp('popover', readyState(NOW_MS));
  show('hidden');
  expect(vi.getTimerCount()).toBe(0);
  vi.setSystemTime(NOW_MS + 120_000);
  show('visible');
  await settled();
  expect(screen.getByText('28.5.2 · 2m ago')).toBeTruthy();
});
