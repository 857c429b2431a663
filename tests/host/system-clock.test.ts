import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LONGEST_TIMER_MS, SystemClock } from '../../electron/host/system-clock.ts';
import { randomTokens } from '../../electron/host/random-tokens.ts';

const clock = new SystemClock({ holdsProcess: false });

describe('the system clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('calls once, after the delay', () => {
    const run = vi.fn();
    clock.after(1000, run);
    vi.advanceTimersByTime(999);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100_000);
    expect(run).toHaveBeenCalledOnce();
  });

  it('waits months where a single timer would fire at once', () => {
    const run = vi.fn();
    clock.after(3 * LONGEST_TIMER_MS + 5, run);
    vi.advanceTimersByTime(3 * LONGEST_TIMER_MS + 4);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });

  it('can be cancelled in its first leg and in a later one', () => {
    const run = vi.fn();
    clock.after(10, run)();
    const cancel = clock.after(2 * LONGEST_TIMER_MS, run);
    vi.advanceTimersByTime(LONGEST_TIMER_MS + 1);
    cancel();
    vi.advanceTimersByTime(2 * LONGEST_TIMER_MS);
    expect(run).not.toHaveBeenCalled();
  });

  it('takes a moment gone by as now', () => {
    const run = vi.fn();
    clock.after(-5, run);
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });
});

describe('the time zone', () => {
  it('is an IANA name', () => {
    expect(() => new Intl.DateTimeFormat('en', { timeZone: clock.timeZone() })).not.toThrow();
  });
});

describe('tokens', () => {
  it('are 128 random bits that fit in an address', () => {
    const tokens = new Set(Array.from({ length: 100 }, () => randomTokens.token()));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});
