import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings, settingsDefaults } from '../../shared/settings.ts';

describe('reading settings', () => {
  test('one bad field costs only that field', () => {
    const { settings, badFields } = parseSettings({
      language: 'ko',
      theme: 'mauve',
      growthAlertBytes: -1,
      startsAtLogin: true,
    });
    expect(settings).toEqual({ ...settingsDefaults, language: 'ko', startsAtLogin: true });
    expect(badFields).toEqual(['theme', 'growthAlertBytes']);
  });

  test('anything at all gives usable settings', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(Object.keys(parseSettings(raw).settings)).toEqual(Object.keys(settingsDefaults));
      }),
    );
  });
});
