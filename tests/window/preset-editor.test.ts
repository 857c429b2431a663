/** The editor of a preset: every choice is made and saved, and what is none is said next to its field. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { choicesOf, type CustomPreset } from '../../shared/clean-options.ts';
import { SettingsPatch } from '../../shared/settings.ts';
import { readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { ownPresets, weeklyTidy } from '../fakes/library.ts';
import { NOW_MS, settled, showSettings } from './show-app.ts';

const ready = readyState(NOW_MS);
const GB = 1_000_000_000;
const DAY_MS = 86_400_000;
const state = { ...ready, settings: { ...ready.settings, presets: ownPresets } };

const openSettings = () => showSettings(state);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.input(sheet().getByRole('textbox', { name }), { target: { value } });
const amount = async (name: string, value: string) => {
  const field = sheet().getByRole('spinbutton', { name });
  await fireEvent.input(field, { target: { value } });
  await fireEvent.change(field, { target: { value } });
};
const tick = (name: string) => fireEvent.click(sheet().getByRole('checkbox', { name }));
const sheet = () => within(screen.getByRole('dialog'));

async function save(): Promise<void> {
  await fireEvent.click(sheet().getByRole('button', { name: 'Save' }));
  await settled();
}

/** The presets of the one save there was; as main would check them. */
function savedPresets(fake: FakeBridge): readonly CustomPreset[] {
  const [patch, ...others] = fake.inputsOf('saveSettings');
  expect(others).toEqual([]);
  return v.parse(SettingsPatch, patch).presets ?? [];
}

describe('the editor', () => {
  test('makes a preset with every choice there is', async () => {
    const fake = await openSettings();
    await press('New preset');
    await type('Name', '  Everything  ');
    await tick('Unused networks');
    await tick('Anonymous volumes');
    await fireEvent.change(sheet().getByRole('combobox', { name: 'Which images' }), {
      target: { value: 'unused' },
    });
    await amount('Newest to keep', '2');
    await tick('Frontends');
    await tick('Cache mounts');
    await amount('Not used for', '3');
    await amount('Cache to keep', '12.5');
    await tick('Also cache shared with images');
    await amount('Older than', '');
    for (const [name, pattern] of [
      ['Names', 'web-*'],
      ['Labels', 'stage=review'],
      ['Compose projects', 'shop'],
    ] as const) {
      await type(name, pattern);
      await fireEvent.keyDown(sheet().getByRole('textbox', { name }), { key: 'Enter' });
    }
    await save();
    expect(savedPresets(fake)).toEqual([
      ...ownPresets,
      {
        id: expect.stringMatching(/^custom-[0-9a-f-]{36}$/) as unknown,
        name: 'Everything',
        choices: {
          kinds: ['container', 'network', 'image', 'record', 'volume'],
          images: 'unused',
          cacheTypes: ['regular', 'source.local', 'source.git.checkout', 'internal', 'exec.cachemount'],
          keepsCacheMounts: false,
          takesShared: true,
          olderThanMs: null,
          recordsOlderThanMs: 3 * DAY_MS,
          keepStorageBytes: 12.5 * GB,
          keepNewestImages: 2,
          labels: ['stage=review'],
          names: ['web-*'],
          projects: ['shop'],
        },
      },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('changes a preset in its place', async () => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    await amount('Not used for', '30');
    await save();
    const [changed, ...others] = savedPresets(fake);
    expect(changed).toEqual({
      ...weeklyTidy,
      choices: { ...weeklyTidy.choices, recordsOlderThanMs: 30 * DAY_MS },
    });
    expect(others).toEqual(ownPresets.slice(1));
  });

  test('starts a copy from what is copied', async () => {
    const fake = await openSettings();
    await press('Duplicate: Deep clean');
    await save();
    const copy = savedPresets(fake).at(-1);
    expect(copy?.name).toBe('Deep clean copy');
    expect(copy?.choices).toEqual(choicesOf('deep'));
  });

  test('saves nothing when it is left', async () => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    await amount('Not used for', '30');
    await fireEvent.click(sheet().getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(fake.inputsOf('saveSettings')).toEqual([]);
  });

  test('stays open with all that was typed when saving failed', async () => {
    await showSettings(state, { saveSettings: () => Promise.reject(new Error('no')) });
    await press('Edit: Weekly tidy');
    await type('Name', 'Another');
    await save();
    expect(sheet().getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Another');
  });

  test.each([
    ['', 'A preset needs a name.'],
    ['deep CLEAN', 'Another preset has this name.'],
    ['Shop, all but the newest three', 'Another preset has this name.'],
    ['x'.repeat(41), 'At most 40 characters.'],
  ])('does not take the name “%s”', async (name, problem) => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    await type('Name', name);
    await save();
    const field = sheet().getByRole('textbox', { name: 'Name' });
    expect(sheet().getByText(problem)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(fake.inputsOf('saveSettings')).toEqual([]);
  });

  test.each([
    ['Not used for', '-1', 'A number from 0 to 3,660.'],
    ['Not used for', '5000', 'A number from 0 to 3,660.'],
    ['Cache to keep', '2000000', 'A number from 0 to 1,000,000.'],
    ['Newest to keep', '1.5', 'A whole number from 0 to 1,000.'],
  ])('does not take %s: %s', async (name, value, problem) => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    await amount(name, value);
    expect(sheet().getByText(problem)).toBeTruthy();
    await save();
    expect(document.activeElement).toBe(sheet().getByRole('spinbutton', { name }));
    expect(fake.inputsOf('saveSettings')).toEqual([]);
    await amount(name, '1');
    expect(sheet().queryByText(problem)).toBeNull();
    await save();
    expect(savedPresets(fake)).toHaveLength(2);
  });

  test('wants something that may go, of the cache and at all', async () => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    await tick('Layers');
    await tick('Local contexts');
    expect(sheet().getByText('Tick at least one.')).toBeTruthy();
    await save();
    for (const name of ['Stopped containers', 'Images', 'Build cache']) await tick(name);
    expect(sheet().getByText('Tick at least one.')).toBeTruthy();
    await save();
    expect(document.activeElement).toBe(sheet().getByRole('checkbox', { name: 'Stopped containers' }));
    expect(fake.inputsOf('saveSettings')).toEqual([]);
  });

  test('takes an age in hours as well as in days', async () => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    const age = sheet().getByRole<HTMLInputElement>('spinbutton', { name: 'Older than' });
    const unit = sheet().getByRole('combobox', { name: 'Unit of “Older than”' });
    expect(age.value).toBe('36');
    await fireEvent.change(unit, { target: { value: String(DAY_MS) } });
    expect(age.value).toBe('36');
    await save();
    expect(savedPresets(fake)[0]?.choices.olderThanMs).toBe(36 * DAY_MS);
  });
});

describe('patterns', () => {
  test('are removed one by one, with the pointer and with the keyboard', async () => {
    const fake = await openSettings();
    await press('Edit: Shop, all but the newest three');
    await fireEvent.click(sheet().getByRole('button', { name: 'Remove shop' }));
    const field = sheet().getByRole('textbox', { name: 'Labels' });
    await fireEvent.keyDown(field, { key: 'Backspace' });
    await save();
    expect(savedPresets(fake)[1]?.choices).toMatchObject({ projects: ['shop-*'], labels: [] });
  });

  test.each([
    ['Labels', '=yes', 'A label needs a key before the =.'],
    ['Compose projects', 'shop-*', 'It is there already.'],
    ['Names', 'x'.repeat(201), 'At most 200 characters.'],
  ])('%s: “%s” is refused, and why', async (name, pattern, problem) => {
    const fake = await openSettings();
    await press('Edit: Shop, all but the newest three');
    await type(name, pattern);
    expect(sheet().getByText(problem)).toBeTruthy();
    await save();
    expect(fake.inputsOf('saveSettings')).toEqual([]);
  });

  test('that was typed and not added is saved all the same', async () => {
    const fake = await openSettings();
    await press('Edit: Weekly tidy');
    await type('Names', 'web-*');
    await fireEvent.blur(sheet().getByRole('textbox', { name: 'Names' }));
    await save();
    expect(savedPresets(fake)[0]?.choices.names).toEqual(['web-*']);
  });

  test('say that the build cache stays because of them', async () => {
    await openSettings();
    await press('Edit: Weekly tidy');
    expect(sheet().queryByText(/^Build cache has no labels/)).toBeNull();
    await type('Names', 'web-*');
    await fireEvent.click(sheet().getAllByRole('button', { name: 'Add' })[0] ?? document.body);
    expect(sheet().getByText(/^Build cache has no labels/)).toBeTruthy();
  });
});
