import { describe, expect, test } from 'vitest';
import { settleSettings } from '../../electron/core/settle-settings.ts';
import { optionsOf, type CustomPreset } from '../../shared/clean-options.ts';
import { settingsDefaults, type Settings } from '../../shared/settings.ts';

const { preset: _, ...choices } = optionsOf('quick');
const weekend: CustomPreset = { id: 'custom-1', name: 'Weekend', choices };
const consent = (preset: Settings['cleansAtOnce'][number]['preset']): Settings['cleansAtOnce'][number] => ({
  preset,
  engineKey: 'e',
  usualBytes: 1,
  kinds: ['record'],
  irrecoverableKinds: [],
});
const before: Settings = {
  ...settingsDefaults,
  presets: [weekend],
  schedule: { kind: 'daily', hour: 3, minute: 0 },
  schedulePreset: 'custom-1',
  autoCleanAboveBytes: 5_000_000_000,
  autoCleanPreset: 'custom-1',
  cleansAtOnce: [consent('custom-1'), consent('deep')],
};

describe('a preset that is deleted', () => {
  const after = settleSettings(before, { presets: [] });

  test('cleans by itself no more, nor does anything in its place', () => {
    expect(after).toMatchObject({
      schedule: { kind: 'off' },
      schedulePreset: 'quick',
      autoCleanAboveBytes: null,
      autoCleanPreset: 'cache',
    });
  });

  test('takes its consent with it', () => {
    expect(after.cleansAtOnce.map(({ preset }) => preset)).toEqual(['deep']);
  });
});

test('a preset that is changed needs consent again; one that is renamed does not', () => {
  const renamed = settleSettings(before, { presets: [{ ...weekend, name: 'Sunday' }] });
  expect(renamed.cleansAtOnce).toHaveLength(2);
  expect(renamed.schedulePreset).toBe('custom-1');
  const changed = settleSettings(before, {
    presets: [{ ...weekend, choices: { ...choices, images: 'unused' } }],
  });
  expect(changed.cleansAtOnce.map(({ preset }) => preset)).toEqual(['deep']);
});

test('an automation cannot be given a preset that is not there', () => {
  expect(settleSettings(settingsDefaults, { schedulePreset: 'custom-9' }).schedulePreset).toBe('quick');
});
