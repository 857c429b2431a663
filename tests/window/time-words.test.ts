/** Times in words. */

import { expect, test } from 'vitest';
import { ageWords, durationWords, whenWords } from '../../renderer/time-words.ts';
import { useLanguage } from '../../shared/locale.ts';

const now = new Date(2026, 10, 22, 14, 0).getTime();
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

test.each([
  [-5, 'just now'],
  [9_000, 'just now'],
  [12_000, '12s ago'],
  [59_999, '59s ago'],
  [5 * MINUTE_MS, '5m ago'],
  [DAY_MS - 1, '23h ago'],
  [3 * DAY_MS, '3d ago'],
])('an age of %i ms is %s', (ageMs, words) => {
  useLanguage('en', '');
  expect(ageWords(now - ageMs, now)).toBe(words);
});

test.each([
  [now - 11 * 60 * MINUTE_MS, '03:00'],
  [now + DAY_MS, 'Mon 14:00'],
  [now - 30 * DAY_MS, /^Oct 23, 14:00$/],
])('a point in time is as near as it must be', (atMs, words) => {
  useLanguage('en', '');
  expect(whenWords(atMs, now)).toMatch(words);
});

test.each([
  [300, '1 sec'],
  [72_000, '1 min 12 sec'],
  [120_000, '2 min'],
  [3_720_000, '1 hr 2 min'],
])('%i ms took %s', (durationMs, words) => {
  useLanguage('en', '');
  expect(durationWords(durationMs)).toBe(words);
});

test('ages speak the language', () => {
  useLanguage('ko', '');
  expect(ageWords(now - 12_000, now)).toBe('12초 전');
});
