/** Settings, presets: listed in words, planned, deleted, used by automation. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../shared/settings.ts';
import { readyState } from '../fakes/app-states.ts';
import { ownPresets, weeklyTidy } from '../fakes/library.ts';
import { NOW_MS, settled, showSettings } from './show-app.ts';

const ready = readyState(NOW_MS);
const GB = 1_000_000_000;

const openSettings = (patch: Partial<Settings> = {}) =>
  showSettings({ ...ready, settings: { ...ready.settings, presets: ownPresets, ...patch } });

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the list', () => {
  test('says what each preset takes, and what it frees where that is known', async () => {
    await showSettings({
      ...ready,
      settings: { ...ready.settings, presets: ownPresets },
      usage: {
        ...ready.usage,
        frees: ready.usage.frees && {
          ...ready.usage.frees,
          value: { ...ready.usage.frees.value, 'custom-weekly': { certain: 4.2 * GB, possible: 5 * GB } },
        },
      },
    });
    const [, quick, , weekly, shop] = within(screen.getByRole('region', { name: 'Presets' })).getAllByRole(
      'listitem',
    );
    expect(quick?.textContent).toContain(
      'Stopped containers · Dangling images · Build cache · older than 1 day · cache unused for 7 days · cache mounts stay',
    );
    expect(weekly?.textContent).toMatch(/frees 4.20.GB/);
    expect(weekly?.textContent).toMatch(
      /older than 36 hours · only Layers and Local contexts · cache unused for 14 days · keeps 10.0.GB of cache/,
    );
    expect(shop?.textContent).toContain('keeps the newest 3 of each repository');
    expect(shop?.textContent).toContain('only stage=review, shop, shop-*');
    expect(shop?.textContent).not.toContain('frees');
  });

  test('plans a preset of the user’s own', async () => {
    const fake = await openSettings();
    await press('Plan it: Weekly tidy');
    await settled();
    expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'custom-weekly' }]);
  });

  test('lets nobody edit or delete what is built in', async () => {
    await openSettings();
    expect(screen.getByRole('button', { name: 'Duplicate: Deep clean' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^(Edit|Delete): Deep clean$/ })).toBeNull();
  });

  test('takes no more than there may be', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      ...weeklyTidy,
      id: `custom-${index}` as const,
      name: `Preset ${index}`,
    }));
    await openSettings({ presets: many });
    expect(screen.getByText('50 presets at most.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^(New preset|Duplicate)/ })).toBeNull();
  });
});

describe('deleting', () => {
  test('says which automation ends with it, and Undo brings both back', async () => {
    const schedule = { kind: 'daily', hour: 3, minute: 0 } as const;
    const used = { schedule, schedulePreset: weeklyTidy.id, autoCleanAboveBytes: 30 * GB };
    const fake = await openSettings({ ...used, autoCleanPreset: weeklyTidy.id });
    await press('Delete: Weekly tidy');
    expect(
      screen.getByText(/“Weekly tidy” was deleted\. The schedule used it and is off now\./),
    ).toBeTruthy();
    const undo = screen.getByRole('button', { name: 'Undo' });
    expect(document.activeElement).toBe(undo);
    await fireEvent.click(undo);
    expect(fake.inputsOf('saveSettings')).toEqual([
      { presets: ownPresets.slice(1) },
      { presets: ownPresets, ...used, autoCleanPreset: weeklyTidy.id },
    ]);
  });

  test('leaves other automation alone', async () => {
    const fake = await openSettings({ schedulePreset: 'custom-shop' });
    await press('Delete: Weekly tidy');
    expect(fake.inputsOf('saveSettings')).toEqual([{ presets: ownPresets.slice(1) }]);
  });
});

describe('automation', () => {
  test('uses any preset', async () => {
    const fake = await openSettings({ autoCleanAboveBytes: 30 * GB });
    const [schedule, sizeLimit] = screen.getAllByRole('combobox', { name: 'What to clean' });
    if (!schedule || !sizeLimit) throw new Error('Two choices of a preset were expected.');
    await fireEvent.change(schedule, { target: { value: 'custom-weekly' } });
    await fireEvent.change(sizeLimit, { target: { value: 'custom-shop' } });
    expect(fake.inputsOf('saveSettings')).toEqual([
      { schedulePreset: 'custom-weekly' },
      { autoCleanPreset: 'custom-shop' },
    ]);
  });

  test('names a preset that is no more', async () => {
    await openSettings({ schedulePreset: 'custom-lost' });
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'What to clean' });
    expect(choice.selectedOptions[0]?.textContent).toBe('Deleted preset');
  });

  test('tells consent by the name of the preset', async () => {
    const consent = { engineKey: 'k', usualBytes: 1, kinds: [], irrecoverableKinds: [] };
    await openSettings({ cleansAtOnce: [{ preset: 'custom-weekly', ...consent }] });
    expect(screen.getByText('Without showing the plan: Weekly tidy.')).toBeTruthy();
  });
});
