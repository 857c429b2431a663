/** A clean under way, on both surfaces. */

import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { readyState, runningState, waitingState } from '../fakes/app-states.ts';
import { NOW_MS, showApp } from './show-app.ts';

describe.each(['popover', 'window'] as const)('in the %s', (surface) => {
  test('a running clean shows bytes, items and step, and can be stopped', async () => {
    const fake = await showApp(surface, runningState(NOW_MS));
    const bar = screen.getByRole('progressbar', { name: 'Deep clean' });
    expect(bar.getAttribute('aria-valuenow')).toBe('41');
    expect(bar.getAttribute('aria-valuetext')).toBe('9.80\u00a0GB of 24.1\u00a0GB');
    expect(screen.getByText('213 of 1,284 items')).toBeTruthy();
    expect(screen.getByText('Deleting images').getAttribute('aria-live')).toBe('polite');
    await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(fake.inputsOf('stopCleaning')).toHaveLength(1);
  });

  test('nothing else can be started meanwhile', async () => {
    await showApp(surface, runningState(NOW_MS));
    expect(screen.queryByRole('button', { name: /frees/ })).toBeNull();
  });

  test('says how fast it is and how long it takes', async () => {
    await showApp(surface, runningState(NOW_MS));
    expect(screen.getByText(/^240.MB a second · about 1 min 2 sec left$/)).toBeTruthy();
  });

  test.each([
    ['other-prune', 'Waiting. Another prune runs on this engine.'],
    ['engine', 'Waiting for the engine to come back.'],
  ] as const)('says that it waits for %s, and no pace then', async (waitsFor, words) => {
    await showApp(surface, runningState(NOW_MS, { waitsFor }));
    expect(screen.getByText(words).getAttribute('aria-live')).toBe('polite');
    expect(screen.queryByText(/a second/)).toBeNull();
  });

  test('Stop is acknowledged at once, and asked for once', async () => {
    const fake = await showApp(surface, runningState(NOW_MS), {
      stopCleaning: () => new Promise(() => undefined),
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByText('Stopping after the current step…')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Stop' }).hasAttribute('disabled')).toBe(true);
    expect(fake.inputsOf('stopCleaning')).toHaveLength(1);
  });

  test('a clean that stops says so', async () => {
    await showApp(surface, runningState(NOW_MS, { isStopping: true }));
    expect(screen.getByText('Stopping after the current step…')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Stop' }).hasAttribute('disabled')).toBe(true);
  });

  test('a clean that waits for a build can go ahead or be given up', async () => {
    const fake = await showApp(surface, waitingState(NOW_MS));
    expect(screen.getByText('Waiting. A build is running.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Clean anyway' }));
    expect(fake.inputsOf('insistCleaning')).toHaveLength(1);
    await fireEvent.click(screen.getByRole('button', { name: 'Give up' }));
    expect(fake.inputsOf('stopCleaning')).toHaveLength(1);
  });

  test('another clean cannot be overridden', async () => {
    await showApp(surface, waitingState(NOW_MS, 'other-clean-runs'));
    expect(screen.getByText('Waiting. Another clean is running.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Clean anyway' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Give up' })).toBeTruthy();
  });

  test('a plan in the making is named', async () => {
    await showApp(surface, readyState(NOW_MS, { cleaning: { kind: 'planning', preset: 'deep' } }));
    expect(screen.getByText('Making the plan…')).toBeTruthy();
  });
});

test('the bar counts items where nothing has a size', async () => {
  const progress = { kind: 'network', doneItems: 1, totalItems: 4, doneBytes: 0, totalBytes: 0 } as const;
  await showApp('popover', runningState(NOW_MS, progress));
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
});
