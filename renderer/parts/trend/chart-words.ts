/** What stands at the axes of a chart and at a point of it, in the language of the messages. */

import { roundSize } from '../../../shared/format.ts';
import { currentLocale } from '../../../shared/locale.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Words of the marks of the time axis, which lie `stepMs` apart: hours within days, days within months, months. */
export function timeMarks(marksMs: readonly number[], stepMs: number): string[] {
  return marksMs.map((atMs) => format(atMs, stepOptions(atMs, stepMs)));
}

function stepOptions(atMs: number, stepMs: number): Intl.DateTimeFormatOptions {
  if (stepMs >= 27 * DAY_MS) return { month: 'short', year: '2-digit' };
  if (stepMs >= DAY_MS) return { day: 'numeric', month: 'short' };
  const isMidnight = new Date(atMs).getHours() === 0 && new Date(atMs).getMinutes() === 0;
  return isMidnight ? { weekday: 'short', day: 'numeric' } : TIME;
}

export function sizeMarks(marksBytes: readonly number[]): string[] {
  return marksBytes.map((bytes) => (bytes === 0 ? '0' : roundSize(bytes)));
}

/** When a point of a chart was, as exactly as a chart of this length can tell. */
export function pointTime(atMs: number, spanMs: number): string {
  if (spanMs <= 3 * DAY_MS) return format(atMs, { weekday: 'short', ...TIME });
  if (spanMs <= 100 * DAY_MS) return format(atMs, { month: 'short', day: 'numeric', ...TIME });
  return format(atMs, { year: 'numeric', month: 'short', day: 'numeric' });
}

function format(atMs: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(currentLocale(), options).format(atMs);
}
