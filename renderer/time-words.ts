/** Times in words, in the language of the messages. */

import { currentLocale } from '../shared/locale.ts';
import { m } from '../shared/paraglide/messages.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** How long ago: `just now`, `12s ago`, `3d ago`. */
export function ageWords(atMs: number, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - atMs);
  if (ageMs < 10 * SECOND_MS) return m.window_just_now();
  const words = new Intl.RelativeTimeFormat(currentLocale(), { style: 'narrow' });
  if (ageMs < MINUTE_MS) return words.format(-Math.floor(ageMs / SECOND_MS), 'second');
  if (ageMs < HOUR_MS) return words.format(-Math.floor(ageMs / MINUTE_MS), 'minute');
  if (ageMs < DAY_MS) return words.format(-Math.floor(ageMs / HOUR_MS), 'hour');
  return words.format(-Math.floor(ageMs / DAY_MS), 'day');
}

/** A point in time near now: `03:00` today, `Sun 03:00` within a week, else with its date. */
export function whenWords(atMs: number, nowMs: number): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  const isNear = Math.abs(atMs - nowMs) < WEEK_MS - DAY_MS;
  const date = isToday
    ? {}
    : isNear
      ? ({ weekday: 'short' } as const)
      : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat(currentLocale(), { ...date, ...time }).format(atMs);
}

/** How long something took: `1 min 12 sec`. */
export function durationWords(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / SECOND_MS));
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (seconds < 60) return part(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${part(Math.floor(minutes / 60), 'hour')} ${part(minutes % 60, 'minute')}`;
  return seconds % 60 === 0
    ? part(minutes, 'minute')
    : `${part(minutes, 'minute')} ${part(seconds % 60, 'second')}`;
}

/** An age as it was chosen, in whole days where it is some: `7 days`, `36 hours`. */
export function spanWords(spanMs: number): string {
  const [unit, unitMs] = spanMs % DAY_MS === 0 ? (['day', DAY_MS] as const) : (['hour', HOUR_MS] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(currentLocale(), style).format(spanMs / unitMs);
}

/** The name of a weekday; 0 is Sunday. */
export function weekdayWord(weekday: number): string {
  // 4 January 1970 was a Sunday.
  return new Intl.DateTimeFormat(currentLocale(), { weekday: 'long', timeZone: 'UTC' }).format(
    (3 + weekday) * DAY_MS,
  );
}
