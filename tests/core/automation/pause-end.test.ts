import { expect, test } from 'vitest';
import { pauseEndMs } from '../../../electron/core/automation/pause-end.ts';

const at = (iso: string): number => Date.parse(iso);

test('an hour is an hour, now is the end, and by hand is never', () => {
  expect(pauseEndMs('one-hour', 1_000, 'UTC')).toBe(3_601_000);
  expect(pauseEndMs('now', 1_000, 'UTC')).toBeUndefined();
  expect(pauseEndMs('resumed-by-hand', 1_000, 'UTC')).toBe(Number.MAX_SAFE_INTEGER);
});

test.each([
  ['Asia/Seoul', '2026-05-01T14:30:00Z', '2026-05-01T21:00:00Z'],
  ['America/New_York', '2026-05-01T14:30:00Z', '2026-05-02T10:00:00Z'],
  // At two in the night tomorrow is the day after.
  ['UTC', '2026-05-01T02:00:00Z', '2026-05-02T06:00:00Z'],
  // The night in which clocks go forward.
  ['Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T04:00:00Z'],
])('tomorrow begins at six in %s', (timeZone, now, end) => {
  expect(pauseEndMs('tomorrow', at(now), timeZone)).toBe(at(end));
});
