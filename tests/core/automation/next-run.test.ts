import { describe, expect, test } from 'vitest';
import { nextRunAtMs } from '../../../electron/core/automation/next-run.ts';
import type { Schedule } from '../../../shared/settings.ts';

const ms = (iso: string): number => Date.parse(iso);
const next = (schedule: Schedule, after: string, zone: string): string =>
  new Date(nextRunAtMs(schedule, ms(after), zone) ?? NaN).toISOString();

describe('the next run', () => {
  test('of the plain choices', () => {
    const at = { hour: 3, minute: 30 };
    expect(next({ kind: 'daily', ...at }, '2026-05-10T03:30:00Z', 'UTC')).toBe('2026-05-11T03:30:00.000Z');
    expect(next({ kind: 'weekly', weekday: 0, ...at }, '2026-05-11T00:00:00Z', 'UTC')).toBe(
      '2026-05-17T03:30:00.000Z',
    );
    expect(next({ kind: 'monthly', day: 28, ...at }, '2026-01-31T00:00:00Z', 'UTC')).toBe(
      '2026-02-28T03:30:00.000Z',
    );
    expect(nextRunAtMs({ kind: 'off' }, 0, 'UTC')).toBeUndefined();
  });

  test('keeps its wall-clock time when clocks go forward or back', () => {
    const daily: Schedule = { kind: 'daily', hour: 9, minute: 0 };
    expect(next(daily, '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
    expect(next(daily, '2026-10-24T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
  });

  test('runs once on the day that has no such hour, and once on the day that has it twice', () => {
    const daily: Schedule = { kind: 'daily', hour: 2, minute: 30 };
    const days = (start: string): string[] => {
      const runs: string[] = [];
      for (let at = ms(start); runs.length < 3;) {
        at = nextRunAtMs(daily, at, 'Europe/Berlin') ?? NaN;
        runs.push(new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(at));
      }
      return runs;
    };
    expect(days('2026-03-28T00:00:00Z')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
    expect(days('2026-10-24T00:00:00Z')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  });
});
