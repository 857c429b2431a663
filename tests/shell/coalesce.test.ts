import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesce } from '../../electron/shell/coalesce.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('runs at once when quiet', () => {
  const run = vi.fn();
  coalesce(100, run)();
  expect(run).toHaveBeenCalledTimes(1);
});

test('joins what comes within the interval into one run at its end', () => {
  const run = vi.fn();
  const call = coalesce(100, run);
  for (let count = 0; count < 50; count += 1) call();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledTimes(2);
});

test('never runs more often than once an interval', () => {
  const run = vi.fn();
  const call = coalesce(100, run);
  for (let elapsedMs = 0; elapsedMs < 1000; elapsedMs += 10) {
    call();
    vi.advanceTimersByTime(10);
  }
  expect(run.mock.calls.length).toBeLessThanOrEqual(11);
});

test('leaves no timer running once quiet', () => {
  coalesce(100, () => undefined)();
  vi.advanceTimersByTime(100);
  expect(vi.getTimerCount()).toBe(0);
});
