/** The main window and its Overview. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ReceiptSummary } from '../../shared/state.ts';
import { readyState, sampleState } from '../fakes/app-states.ts';
import { deepReceipt } from '../fakes/receipts.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setInterval', 'clearInterval'] });
  return () => vi.useRealTimers();
});

test('goes where the navigation says, and marks where it is', async () => {
  await showApp('window', readyState(NOW_MS));
  const entry = (name: string) => within(screen.getByRole('navigation')).getByRole('button', { name });
  expect(entry('Overview').getAttribute('aria-current')).toBe('page');
  await fireEvent.click(entry('Settings'));
  expect(entry('Settings').getAttribute('aria-current')).toBe('page');
  expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
});

test('goes where main says', async () => {
  const fake = await showApp('window', readyState(NOW_MS));
  fake.push('navigate', { screen: 'settings', preset: undefined });
  await settled();
  expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
});

test('has all four categories', async () => {
  await showApp('window', readyState(NOW_MS));
  const names = screen.getAllByRole('rowheader').map((row) => row.textContent.split(' ')[0]);
  expect(names).toEqual(['Images', 'Containers', 'Volumes', 'Build']);
});

test('tells what kinds of record the cache is made of, largest first', async () => {
  await showApp('window', readyState(NOW_MS));
  expect(screen.getByText(/^By type/).textContent.replaceAll('\u00a0', ' ')).toBe(
    'By type: Layers 21.0 GB · Cache mounts 2.20 GB · Local contexts 1.40 GB',
  );
});

test('offers the smaller cleans with their bytes', async () => {
  const fake = await showApp('window', readyState(NOW_MS));
  await fireEvent.click(screen.getByRole('button', { name: /^Quick clean frees 6.10.GB$/ }));
  expect(fake.inputsOf('oneClickClean')).toEqual([{ preset: 'quick' }]);
});

test('tells the growth in words', async () => {
  await showApp('window', readyState(NOW_MS));
  expect(screen.getByText(/^6.20.GB more in 24 h$/)).toBeTruthy();
});

test('a disk that is almost full is said so', async () => {
  const state = readyState(NOW_MS);
  const disk = { takenAtMs: NOW_MS, value: { totalBytes: 512e9, freeBytes: 9e9 } };
  await showApp('window', { ...state, usage: { ...state.usage, disk } });
  expect(screen.getByText('Almost full.')).toBeTruthy();
});

describe('the last receipt', () => {
  test('names what the disk got back, and opens to every item', async () => {
    await showApp('window', readyState(NOW_MS), { lastReceipt: async () => deepReceipt(NOW_MS) });
    const card = within(screen.getByRole('region', { name: 'Last clean' }));
    expect(card.getByText(/^Last clean: 11.1.GB back on disk/)).toBeTruthy();
    expect(card.getByText(/2 skipped$/)).toBeTruthy();
    await fireEvent.click(card.getByRole('button', { name: 'Receipt' }));
    await settled();
    expect(within(screen.getByRole('dialog', { name: 'Last clean' })).getByText('Partly done')).toBeTruthy();
  });

  test('falls back to the engine’s count where the disk cannot be seen', async () => {
    await showApp('window', withReceipt({ diskBytes: undefined }));
    expect(screen.getByText(/^Last clean: 11.2.GB freed/)).toBeTruthy();
  });

  test('says why nothing was done', async () => {
    await showApp('window', withReceipt({ outcome: 'refused', problem: 'engine-changed' }));
    expect(screen.getByText('A different engine answered. Nothing more was deleted.')).toBeTruthy();
  });

  function withReceipt(patch: Partial<ReceiptSummary>) {
    const state = readyState(NOW_MS);
    return { ...state, lastReceipt: { ...state.lastReceipt!, ...patch } };
  }
});

describe('notices', () => {
  describe('of an interrupted clean', () => {
    const interrupted = {
      preset: 'deep',
      startedAtMs: NOW_MS - 7_200_000,
      deletedCount: 12,
      totalCount: 40,
      canFinish: true,
    } as const;

    test('tell how far it came, and finish it or put it away', async () => {
      const fake = await showApp('window', readyState(NOW_MS, { interrupted }));
      expect(screen.getByText(/^A clean was interrupted: Deep clean/)).toBeTruthy();
      expect(screen.getByText(/12 of 40 deleted\./)).toBeTruthy();
      await fireEvent.click(screen.getByRole('button', { name: 'Finish it' }));
      expect(fake.inputsOf('finishInterrupted')).toHaveLength(1);
      await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
      expect(fake.inputsOf('dismissInterrupted')).toHaveLength(1);
    });

    test('say why it cannot be finished now', async () => {
      await showApp('window', readyState(NOW_MS, { interrupted }), {
        finishInterrupted: async () => ({ kind: 'busy' }),
      });
      await fireEvent.click(screen.getByRole('button', { name: 'Finish it' }));
      await settled();
      expect(screen.getByText('Another clean runs. Try again afterwards.')).toBeTruthy();
    });

    test('offer no finish on another engine', async () => {
      await showApp('window', readyState(NOW_MS, { interrupted: { ...interrupted, canFinish: false } }));
      expect(screen.queryByRole('button', { name: 'Finish it' })).toBeNull();
      expect(screen.getByText(/It ran on another engine\./)).toBeTruthy();
    });
  });

  test('paused automation is named and can be resumed', async () => {
    const automation = { pausedUntilMs: Number.MAX_SAFE_INTEGER, nextRunAtMs: undefined };
    const fake = await showApp('window', readyState(NOW_MS, { automation }));
    expect(screen.getByText('Automation is paused.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(fake.inputsOf('pauseAutomation')).toEqual([{ until: 'now' }]);
  });

  test('a desktop without tray gets the way to one', async () => {
    const { surroundings } = readyState(NOW_MS);
    const fake = await showApp(
      'window',
      readyState(NOW_MS, { surroundings: { ...surroundings, hasTray: false } }),
    );
    await fireEvent.click(screen.getByRole('button', { name: 'How to' }));
    expect(fake.inputsOf('openLink')).toEqual([{ link: 'gnome-tray' }]);
  });

  test('a sample engine is labelled on every screen', async () => {
    await showApp('window', sampleState(NOW_MS));
    expect(screen.getByRole('region', { name: 'Sample engine.' })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    expect(screen.getByRole('region', { name: 'Sample engine.' })).toBeTruthy();
  });
});
