/** Keys that work everywhere: to places, to a new reading, to the way out of a full disk, and to the list of all keys. */

import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { shortcutOf } from '../../renderer/shortcuts.ts';
import type { AppState } from '../../shared/state.ts';
import { readyState } from '../fakes/app-states.ts';
import { developerRecords, fakeRecords } from '../fakes/fake-records.ts';
import { showPlace } from './list-hands.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

const press = (init: KeyboardEventInit, on: EventTarget = document.body) =>
  fireEvent.keyDown(on as Element, init);
const heading = (name: string) => screen.queryByRole('heading', { level: 1, name });

describe('in the window', () => {
  test('Ctrl and a digit go to a place, and Ctrl+, to the settings', async () => {
    await showApp('window', readyState(NOW_MS));
    await press({ key: '7', ctrlKey: true });
    expect(heading('History')).toBeTruthy();
    await press({ key: '1', ctrlKey: true });
    expect(heading('Overview')).toBeTruthy();
    await press({ key: ',', ctrlKey: true });
    expect(heading('Settings')).toBeTruthy();
  });

  test('⌘ does so on a Mac, where Ctrl does not', async () => {
    const { surroundings } = readyState(NOW_MS);
    await showApp('window', readyState(NOW_MS, { surroundings: { ...surroundings, platform: 'darwin' } }));
    await press({ key: '7', ctrlKey: true });
    expect(heading('Overview')).toBeTruthy();
    await press({ key: '7', metaKey: true });
    expect(heading('History')).toBeTruthy();
  });

  test('Ctrl+R reads the engine again', async () => {
    const fake = await showApp('window', readyState(NOW_MS));
    await press({ key: 'r', ctrlKey: true });
    expect(fake.inputsOf('refresh')).toHaveLength(1);
  });

  test('? shows all keys, Escape closes them', async () => {
    await showApp('window', readyState(NOW_MS));
    await press({ key: '?', shiftKey: true });
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(sheet.textContent).toContain('Make a plan of what is marked');
    await press({ key: '7', ctrlKey: true });
    expect(heading('History')).toBeNull();
    await fireEvent(sheet, new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('with single-key shortcuts switched off', () => {
  const { settings } = readyState(NOW_MS);
  const state = readyState(NOW_MS, { settings: { ...settings, usesSingleKeys: false } });

  test('? does nothing, and Ctrl+/ shows the keys that are left', async () => {
    await showApp('window', state);
    await press({ key: '?', shiftKey: true });
    expect(screen.queryByRole('dialog')).toBeNull();
    await press({ key: '/', ctrlKey: true, shiftKey: true });
    expect(screen.getByRole('dialog').textContent).not.toContain('?');
  });

  test('/ does nothing, and Ctrl+F searches', async () => {
    await showPlace('cache', state, fakeRecords(developerRecords(NOW_MS, 10), NOW_MS));
    const field = screen.getByRole('searchbox');
    expect(field.getAttribute('aria-keyshortcuts')).toBe('Control+F');
    await press({ key: '/' });
    expect(document.activeElement).not.toBe(field);
    await press({ key: 'f', ctrlKey: true });
    expect(document.activeElement).toBe(field);
  });
});

test('in the popover a place opens the window, and ? leaves Escape to the sheet', async () => {
  const fake = await showApp('popover', readyState(NOW_MS));
  await press({ key: '2', ctrlKey: true });
  expect(fake.inputsOf('openWindow')).toEqual([{ screen: 'cache' }]);
  await press({ key: '?', shiftKey: true });
  await press({ key: 'Escape' });
  expect(fake.inputsOf('closePopover')).toHaveLength(0);
});

describe('a field that takes letters keeps its keys', () => {
  const typing = (html: string): HTMLElement => {
    const host = document.createElement('div');
    const [tag = 'input', type] = html.split(' ');
    const field = document.createElement(tag);
    if (type !== undefined) field.setAttribute('type', type);
    host.append(field);
    return field;
  };
  const key = (target: HTMLElement) =>
    shortcutOf(
      { key: '?', ctrlKey: false, metaKey: false, altKey: false, shiftKey: true, repeat: false, target },
      { platform: 'linux', usesSingleKeys: true },
    );

  test.each(['input', 'input search', 'input number', 'textarea', 'select'])('%s', (html) => {
    expect(key(typing(html))).toBeUndefined();
  });
  test.each(['input checkbox', 'input radio', 'button'])('%s has none', (html) => {
    expect(key(typing(html))).toEqual({ kind: 'show' });
  });
});

describe('a disk almost full', () => {
  function lowDisk(freeGB: number, patch: Partial<AppState> = {}): AppState {
    const state = readyState(NOW_MS, patch);
    const disk = { takenAtMs: NOW_MS, value: { totalBytes: 512e9, freeBytes: freeGB * 1e9 } };
    return { ...state, usage: { ...state.usage, disk } };
  }

  test.each(['window', 'popover'] as const)(
    'is an alarm in the %s, with the safest clean that helps',
    async (surface) => {
      const fake = await showApp(surface, lowDisk(19));
      expect(screen.getByRole('alert').textContent).toMatch(/almost full: 19\.0.GB free of 512.GB/);
      expect(screen.getByText(/Cache clean is enough: it frees 14\.3.GB\./)).toBeTruthy();
      await fireEvent.click(screen.getByRole('button', { name: /^Cache clean: see the plan/ }));
      await settled();
      expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'cache' }]);
    },
  );

  test('has one key, which does nothing else', async () => {
    const fake = await showApp('window', lowDisk(19));
    await press({ key: 'e', ctrlKey: true });
    await settled();
    expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'cache' }]);
  });

  test('says so where nothing is enough', async () => {
    await showApp('window', lowDisk(0.5));
    expect(screen.getByText(/No clean is enough\. Deep clean frees the most, 24\.1.GB\./)).toBeTruthy();
  });

  test('offers nothing while a clean runs', async () => {
    await showApp('window', lowDisk(19, { cleaning: { kind: 'planning', preset: 'deep' } }));
    expect(screen.getByRole('alert')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /see the plan/ })).toBeNull();
  });

  test('the key does nothing on a disk that is well', async () => {
    const fake = await showApp('window', readyState(NOW_MS));
    await press({ key: 'e', ctrlKey: true });
    expect(fake.inputsOf('createPlan')).toEqual([]);
  });
});
