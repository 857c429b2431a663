/** Whether this is the newest version, and why nobody can tell while offline. */

import { fireEvent, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Updates } from '../../shared/state.ts';
import { readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { NOW_MS, showSettings } from './show-app.ts';

const HOUR_MS = 3_600_000;
const never: Updates = { isLooking: false, newer: undefined, lookedAtMs: undefined, problem: undefined };
const ready = readyState(NOW_MS);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date'] });
});

const openAbout = (updates: Partial<Updates>): Promise<FakeBridge> =>
  showSettings({ ...ready, updates: { ...never, ...updates } });
const told = (): string | undefined =>
  screen.getByText('Bilge 0.1.0').parentElement?.querySelector('[role=status]')?.textContent;

test('looks when it is told to', async () => {
  const fake = await openAbout({});
  expect(told()).toBe('');
  await fireEvent.click(screen.getByRole('button', { name: 'Look for a new version' }));
  expect(fake.inputsOf('lookForUpdate')).toHaveLength(1);
});

test.each([
  [{ isLooking: true }, 'Looking for a new version…'],
  [{ lookedAtMs: NOW_MS - 3 * HOUR_MS }, 'This is the newest version. Looked 3h ago.'],
  [{ newer: '0.2.0', lookedAtMs: NOW_MS }, 'Bilge 0.2.0 is out.'],
  [
    { newer: '0.2.0', problem: 'offline', lookedAtMs: NOW_MS },
    'Bilge 0.2.0 is out. The release page cannot be reached. Check the connection, then look again. Last reached just now.',
  ],
  [{ problem: 'offline' }, 'The release page cannot be reached. Check the connection, then look again.'],
  [
    { problem: 'offline', lookedAtMs: NOW_MS - 30 * HOUR_MS },
    'The release page cannot be reached. Check the connection, then look again. Last reached 1d ago.',
  ],
  [
    { problem: 'bad-reply' },
    'The release page gave an answer that cannot be read. Open the page to see for yourself.',
  ],
] satisfies [Partial<Updates>, string][])('of %o it says: %s', async (updates, words) => {
  await openAbout(updates);
  expect(told()).toBe(words);
});

test('leads to the newer version from its line and from every screen', async () => {
  const fake = await openAbout({ newer: '0.2.0', lookedAtMs: NOW_MS });
  await fireEvent.click(screen.getByRole('button', { name: 'Open the release page' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Images' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Get Bilge 0.2.0' }));
  expect(fake.inputsOf('openLink')).toEqual([{ link: 'releases' }, { link: 'releases' }]);
});

test('looks again by hand, whatever is known', async () => {
  const fake = await openAbout({ newer: '0.2.0', problem: 'offline' });
  await fireEvent.click(screen.getByRole('button', { name: 'Look for a new version' }));
  expect(fake.inputsOf('lookForUpdate')).toHaveLength(1);
});
