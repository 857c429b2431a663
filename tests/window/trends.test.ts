/** History, forecast and changes in the overview: asked for once, told in words, linked to the things. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useLanguage } from '../../shared/locale.ts';
import type { Forecast } from '../../shared/state.ts';
import { forecastWords } from '../../shared/forecast-words.ts';
import { pointTime, sizeMarks, timeMarks } from '../../renderer/parts/trend/chart-words.ts';
import { aForecast, readyState, sampleState } from '../fakes/app-states.ts';
import { trendAnswers } from '../fakes/trends.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

/** jsdom has no canvas; what is drawn is tested in the real app. */
vi.mock('uplot', () => ({
  default: class {
    readonly setSize = vi.fn();
    readonly setCursor = vi.fn();
    readonly valToPos = vi.fn();
    readonly destroy = vi.fn();
  },
}));
vi.mock('../../renderer/parts/trend/chart-colours.ts', () => ({ chartColours: () => ({}) }));
globalThis.ResizeObserver = class {
  readonly observe = vi.fn();
  readonly unobserve = vi.fn();
  readonly disconnect = vi.fn();
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setInterval', 'clearInterval'] });
  return () => vi.useRealTimers();
});

const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');

describe('the trend', () => {
  test('is asked for by category and span, and asked again only when there may be a new sample', async () => {
    const fake = await showApp('window', readyState(NOW_MS), trendAnswers(NOW_MS));
    await fireEvent.click(screen.getByRole('radio', { name: '90 days' }));
    await fireEvent.change(screen.getByRole('combobox', { name: 'What to draw' }), {
      target: { value: 'disk-free' },
    });
    const asked = [
      { category: 'cache', span: '48h' },
      { category: 'cache', span: '90d' },
      { category: 'disk-free', span: '90d' },
    ];
    expect(fake.inputsOf('trend')).toEqual(asked);
    fake.push('state', readyState(NOW_MS, { automation: { pausedUntilMs: NOW_MS + 1, nextRunAtMs: 1 } }));
    await settled();
    expect(fake.inputsOf('trend')).toEqual(asked);
    fake.push('state', readyState(NOW_MS + 5 * 60_000));
    await settled();
    expect(fake.inputsOf('trend')).toHaveLength(4);
  });

  test('keeps the point that the keyboard is at when a newer history comes', async () => {
    const answers = trendAnswers(NOW_MS);
    let forgottenCount = 0;
    const fake = await showApp('window', readyState(NOW_MS), {
      ...answers,
      trend: async (query) => {
        const { points = [] } = (await answers.trend?.(query)) ?? {};
        return { points: points.slice(forgottenCount) };
      },
    });
    const chart = await vi.waitFor(() => screen.getByRole('slider'));
    await fireEvent.keyDown(chart, { key: 'PageUp' });
    await fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    const [told, place] = [chart.getAttribute('aria-valuetext'), Number(chart.getAttribute('aria-valuenow'))];
    forgottenCount = 5;
    fake.push('state', readyState(NOW_MS + 5 * 60_000));
    await settled();
    expect(chart.getAttribute('aria-valuetext')).toBe(told);
    expect(Number(chart.getAttribute('aria-valuenow'))).toBe(place - 5);
  });

  test('is there as a table, with its end, its peak and its trough', async () => {
    await showApp('window', readyState(NOW_MS), trendAnswers(NOW_MS));
    const table = screen.getByRole('table', { name: 'Build cache over 48 hours', hidden: true });
    const sizes = within(table)
      .getAllByRole('cell', { hidden: true })
      .map(({ textContent }) => plain(textContent));
    expect(sizes[0]).toBe('24.6 GB');
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes.length).toBeLessThan(16);
  });

  test.each([
    ['none yet', readyState(NOW_MS), 'Bilge notes all sizes every five minutes while it runs.'],
    ['none of the sample', sampleState(NOW_MS), 'The sample engine keeps no history.'],
  ])('says why there is %s', async (_, state, why) => {
    await showApp('window', state);
    expect(screen.getByText('No history yet.')).toBeTruthy();
    expect(screen.getByText(why)).toBeTruthy();
  });
});

describe('the forecast', () => {
  test('stands beside the disk', async () => {
    await showApp('window', readyState(NOW_MS));
    const disk = within(screen.getByRole('region', { name: 'The engine’s disk' }));
    expect(disk.getByText('Disk full in about 23 days.')).toBeTruthy();
    expect(plain(disk.getByText(/confidence/).textContent)).toBe(
      '16 to 42 days with 80 % confidence. From 12 days of samples, if nothing is cleaned.',
    );
  });

  test('is left out for a disk that cannot be seen', async () => {
    const state = readyState(NOW_MS);
    await showApp('window', { ...state, usage: { ...state.usage, disk: undefined } });
    expect(screen.queryByText(/Disk full/)).toBeNull();
  });

  test.each<[string, Forecast, RegExp]>([
    [
      'within a day',
      { ...aForecast, likelyDays: 0.6, soonestDays: 0.4 },
      /^Disk full within a day\. 0 to 42 days/,
    ],
    ['one day', { ...aForecast, likelyDays: 1.2 }, /^Disk full in about 1 day\./],
    ['months', { ...aForecast, likelyDays: 200 }, /^Disk full in about 7 months\./],
    ['maybe never', { ...aForecast, latestDays: undefined }, /16 days at the soonest/],
    ['not filling', { kind: 'not-filling' }, /^The disk is not filling\./],
    ['unknown', { kind: 'unknown' }, /^No forecast yet\. It needs a day/],
  ])('in words: %s', (_, forecast, wanted) => {
    useLanguage('en', 'en');
    const { what, why } = forecastWords(forecast);
    expect(`${what} ${why}`).toMatch(wanted);
  });
});

describe('what changed', () => {
  test('stands beside each category, and the switch asks for the week', async () => {
    const fake = await showApp('window', readyState(NOW_MS), trendAnswers(NOW_MS));
    const card = within(screen.getByRole('region', { name: 'What Docker holds' }));
    const changes = () =>
      card
        .getAllByRole('row')
        .slice(1)
        .map((row) => plain(row.lastElementChild?.textContent ?? '').trim());
    expect(changes()).toEqual(['+1.94 GB', '−28.0 MB', '—', '+6.20 GB']);
    await fireEvent.click(card.getByRole('radio', { name: 'Since last week' }));
    await settled();
    expect(fake.inputsOf('changes')).toEqual([{ since: 'day' }, { since: 'week' }]);
    expect(changes()[3]).toBe('+24.8 GB');
  });

  test('a category leads to its list, and a new thing to its details', async () => {
    await showApp('window', readyState(NOW_MS), trendAnswers(NOW_MS));
    await fireEvent.click(screen.getByRole('link', { name: 'Volumes' }));
    expect(screen.getByRole('heading', { level: 1, name: 'Volumes' })).toBeTruthy();
  });

  test('in the popover a category opens the window', async () => {
    const fake = await showApp('popover', readyState(NOW_MS));
    await fireEvent.click(screen.getByRole('link', { name: 'Images' }));
    expect(fake.inputsOf('openWindow')).toEqual([{ screen: 'images' }]);
  });
});

describe('words of a chart', () => {
  const HOUR_MS = 3_600_000;
  const midnightMs = new Date(2026, 10, 22).getTime();

  test('times are as fine as their marks are apart', () => {
    useLanguage('en', 'en');
    expect(timeMarks([midnightMs - 6 * HOUR_MS, midnightMs], 6 * HOUR_MS)).toEqual(['18:00', '22 Sun']);
    expect(timeMarks([midnightMs], 24 * HOUR_MS)).toEqual(['Nov 22']);
    expect(timeMarks([midnightMs], 31 * 24 * HOUR_MS)).toEqual(['Nov 26']);
    expect(pointTime(midnightMs, 48 * HOUR_MS)).toBe('Sun 00:00');
    expect(pointTime(midnightMs, 700 * 24 * HOUR_MS)).toBe('Nov 22, 2026');
  });

  test('sizes are round', () => {
    expect(sizeMarks([0, 2.5e9, 20e9]).map(plain)).toEqual(['0', '2.5 GB', '20 GB']);
  });
});
