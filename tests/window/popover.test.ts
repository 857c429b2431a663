/** The popover: the number at a glance and one button. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyState, readyState, sampleState, unreachableState } from '../fakes/app-states.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setInterval', 'clearInterval'] });
  return () => vi.useRealTimers();
});

describe('with an engine', () => {
  test('says what the cache costs, against its budget, in words and in the gauge', async () => {
    await showApp('popover', readyState(NOW_MS));
    expect(screen.getByText('4.60 GB over its 20.0 GB budget')).toBeTruthy();
    expect(
      screen.getByRole('img', { name: /^24.6.GB of build cache, budget 20.0.GB, 14.3.GB frees now$/ }),
    ).toBeTruthy();
  });

  test('says how old the figure is', async () => {
    await showApp('popover', readyState(NOW_MS));
    expect(screen.getByText('28.5.2 · 12s ago')).toBeTruthy();
  });

  test('parts the cache in four that sum to the whole', async () => {
    await showApp('popover', readyState(NOW_MS));
    const parts = ['Frees now', 'Shared with images', 'In use by a build', 'Protected'];
    expect(parts.map((part) => screen.getByText(part).nextElementSibling?.textContent)).toEqual([
      '14.3\u00a0GB',
      '6.60\u00a0GB',
      '1.50\u00a0GB',
      '2.20\u00a0GB',
    ]);
  });

  test('lists the other categories, and the age of a figure measured long ago', async () => {
    await showApp('popover', readyState(NOW_MS));
    const table = within(screen.getByRole('table', { name: 'Images, containers and volumes' }));
    expect(table.getByRole('rowheader', { name: 'Images 42, 11 dangling' })).toBeTruthy();
    expect(table.getByRole('rowheader', { name: 'Volumes measured 2h ago' })).toBeTruthy();
  });

  test('names on the button the bytes that are certain, and beside it what is possible', async () => {
    const fake = await showApp('popover', readyState(NOW_MS));
    await fireEvent.click(screen.getByRole('button', { name: /^Deep clean — frees 24.1.GB$/ }));
    expect(fake.inputsOf('oneClickClean')).toEqual([{ preset: 'deep' }]);
    expect(screen.getByText(/^Up to 26.3.GB possible.$/)).toBeTruthy();
  });

  test('offers the cache alone', async () => {
    const fake = await showApp('popover', readyState(NOW_MS));
    await fireEvent.click(screen.getByRole('button', { name: /^Cache clean — frees 14.3.GB$/ }));
    expect(fake.inputsOf('oneClickClean')).toEqual([{ preset: 'cache' }]);
  });

  test('opens the window and its settings', async () => {
    const fake = await showApp('popover', readyState(NOW_MS));
    await fireEvent.click(screen.getByRole('button', { name: 'Open Bilge' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    expect(fake.inputsOf('openWindow')).toEqual([{ screen: 'overview' }, { screen: 'settings' }]);
  });

  test('reads the engine again, once at a time', async () => {
    let answer = (): void => undefined;
    const fake = await showApp('popover', readyState(NOW_MS), {
      refresh: () => new Promise((resolve) => (answer = () => resolve(readyState(NOW_MS)))),
    });
    const button = screen.getByRole('button', { name: 'Read the engine again' });
    await fireEvent.click(button);
    await fireEvent.click(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
    answer();
    await settled();
    expect(button.getAttribute('aria-busy')).toBe('false');
    expect(fake.inputsOf('refresh')).toHaveLength(1);
  });

  test('closes on Escape', async () => {
    const fake = await showApp('popover', readyState(NOW_MS));
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(fake.inputsOf('closePopover')).toHaveLength(1);
  });

  test('promises only a plan while the bytes are not known, and leads to one', async () => {
    const state = readyState(NOW_MS);
    const fake = await showApp('popover', { ...state, usage: { ...state.usage, frees: undefined } });
    expect(screen.queryByRole('button', { name: /Cache clean/ })).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: /see the plan/i }));
    expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'deep' }]);
    expect(fake.inputsOf('oneClickClean')).toEqual([]);
  });

  test('draws what main pushes', async () => {
    const fake = await showApp('popover', readyState(NOW_MS));
    fake.push('state', emptyState(NOW_MS));
    await settled();
    expect(screen.getByText('The build cache is empty.')).toBeTruthy();
  });
});

test('an empty engine has nothing to clean and no button for it', async () => {
  await showApp('popover', emptyState(NOW_MS));
  expect(screen.getByText('Nothing to clean.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /clean/i })).toBeNull();
});

test('a sample engine is labelled', async () => {
  await showApp('popover', sampleState(NOW_MS));
  expect(screen.getByRole('region', { name: 'Sample engine.' }).textContent).toContain(
    'Nothing here is real.',
  );
});

test('figures of a lost engine are named as the last ones, and cannot be cleaned', async () => {
  await showApp('popover', unreachableState(NOW_MS, 'gone', true));
  expect(screen.getByRole('heading', { name: 'The engine went away.' })).toBeTruthy();
  expect(screen.getByText('Last known figures, read 12m ago.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /clean/i })).toBeNull();
});

test('a request that fails is told, and the message can be closed', async () => {
  await showApp('popover', readyState(NOW_MS), {
    refresh: () => Promise.reject(new Error('handler failed')),
  });
  await fireEvent.click(screen.getByRole('button', { name: 'Read the engine again' }));
  await settled();
  expect(screen.getByRole('alert').textContent).toContain('That did not work. Nothing was changed.');
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('alert')).toBeNull();
});
