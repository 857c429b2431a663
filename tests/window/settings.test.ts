/** Settings: each change is saved at once, as the one field it is. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../shared/settings.ts';
import type { AppState } from '../../shared/state.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { readyState } from '../fakes/app-states.ts';
import { NOW_MS, showSettings } from './show-app.ts';

const ready = readyState(NOW_MS);

const openSettings = (patch: Partial<Settings> = {}, state: Partial<AppState> = {}): Promise<FakeBridge> =>
  showSettings({ ...ready, ...state, settings: { ...ready.settings, ...patch } });

const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });

describe('switches', () => {
  test.each([
    ['Start at login', { startsAtLogin: true }],
    ['Start hidden', { startsHidden: false }],
    ['Single-key shortcuts', { usesSingleKeys: false }],
    ['Tell me when the budget is crossed', { alertsOnLevel: false }],
    ['Tell me when the cache grows fast', { alertsOnGrowth: false }],
    ['Tell me when a clean is finished', { alertsOnFinish: false }],
    ['Quiet hours', { quietHours: { fromHour: 22, toHour: 8 } }],
    ['Clean when the cache exceeds', { autoCleanAboveBytes: 20_000_000_000 }],
    ['Keep development tools', { keepsKnownTools: false }],
    ['Look for a new version once a day', { looksForUpdates: true }],
  ])('%s', async (name, patch) => {
    const fake = await openSettings();
    await fireEvent.click(screen.getByRole('switch', { name }));
    expect(fake.inputsOf('saveSettings')).toEqual([patch]);
  });
});

describe('choices', () => {
  test.each([
    ['Theme', 'dark', { theme: 'dark' }],
    ['Language', 'ko', { language: 'ko' }],
    ['Tray icon shows', 'disk', { trayShows: 'disk' }],
    ['Build-cache budget', 'own', { budgetBytes: 20_000_000_000 }],
    ['Schedule', 'daily', { schedule: { kind: 'daily', hour: 3, minute: 0 } }],
    ['Schedule', 'monthly', { schedule: { kind: 'monthly', day: 1, hour: 3, minute: 0 } }],
    ['Weekday', '3', { schedule: { kind: 'weekly', weekday: 3, hour: 3, minute: 0 } }],
    ['What to clean', 'deep', { schedulePreset: 'deep' }],
  ])('%s: %s', async (name, value, patch) => {
    const fake = await openSettings();
    await choose(name, value);
    expect(fake.inputsOf('saveSettings')).toEqual([patch]);
  });
});

describe('the budget', () => {
  test('is saved in bytes', async () => {
    const fake = await openSettings({ budgetBytes: 20_000_000_000 });
    const field = screen.getByRole('spinbutton', { name: 'Build-cache budget' });
    await fireEvent.change(field, { target: { value: '12.5' } });
    expect(fake.inputsOf('saveSettings')).toEqual([{ budgetBytes: 12_500_000_000 }]);
  });

  test.each(['', '0', '-3', '2000000'])('is not saved as “%s”, and it says why', async (value) => {
    const fake = await openSettings({ budgetBytes: 20_000_000_000 });
    const field = screen.getByRole('spinbutton', { name: 'Build-cache budget' });
    await fireEvent.change(field, { target: { value } });
    expect(fake.inputsOf('saveSettings')).toEqual([]);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('From 0.1 GB to 1,000,000 GB.')).toBeTruthy();
  });

  test('goes back to automatic', async () => {
    const fake = await openSettings({ budgetBytes: 5_000_000_000 });
    await choose('Build-cache budget', 'automatic');
    expect(fake.inputsOf('saveSettings')).toEqual([{ budgetBytes: null }]);
  });
});

test('the time of the schedule is saved; a half-typed one is not', async () => {
  const fake = await openSettings();
  const time = screen.getByLabelText('Time');
  await fireEvent.change(time, { target: { value: '' } });
  await fireEvent.change(time, { target: { value: '21:45' } });
  expect(fake.inputsOf('saveSettings')).toEqual([
    { schedule: { kind: 'weekly', weekday: 0, hour: 21, minute: 45 } },
  ]);
});

test('quiet hours are two full hours', async () => {
  const fake = await openSettings({ quietHours: { fromHour: 22, toHour: 8 } });
  await choose('From', '20');
  await choose('To', '7');
  expect(fake.inputsOf('saveSettings')).toEqual([
    { quietHours: { fromHour: 20, toHour: 8 } },
    { quietHours: { fromHour: 22, toHour: 7 } },
  ]);
});

test('automation pauses for a while', async () => {
  const fake = await openSettings();
  const group = within(screen.getByRole('group', { name: 'Pause automatic cleaning' }));
  await fireEvent.click(group.getByRole('button', { name: 'Until tomorrow' }));
  expect(fake.inputsOf('pauseAutomation')).toEqual([{ until: 'tomorrow' }]);
});

test('another engine is chosen by its token', async () => {
  const fake = await openSettings();
  const group = within(screen.getByRole('radiogroup', { name: 'Engine' }));
  await fireEvent.click(group.getByRole('radio', { name: /rootless/ }));
  expect(fake.inputsOf('chooseEngine')).toEqual([{ token: 'rootless' }]);
});

test('no engines, no choice', async () => {
  await openSettings({}, { engines: [] });
  expect(screen.queryByRole('radiogroup')).toBeNull();
  expect(screen.getByText('No engine found.')).toBeTruthy();
});

describe('consent', () => {
  test('is named and taken back', async () => {
    const consent = {
      preset: 'deep',
      engineKey: 'k',
      usualBytes: 1,
      kinds: [],
      irrecoverableKinds: [],
    } as const;
    const fake = await openSettings({ cleansAtOnce: [{ ...consent, kinds: [], irrecoverableKinds: [] }] });
    expect(screen.getByText('Without showing the plan: Deep clean.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Show plans again' }));
    expect(fake.inputsOf('forgetConsent')).toHaveLength(1);
  });

  test('that was not given cannot be taken back', async () => {
    await openSettings();
    expect(screen.getByText('Every clean shows its plan first.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show plans again' })).toBeNull();
  });
});

test('names the version and where the project lives', async () => {
  const fake = await openSettings();
  expect(screen.getByText('Bilge 0.1.0')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Project page' }));
  expect(fake.inputsOf('openLink')).toEqual([{ link: 'project' }]);
});
