import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_RULES, parseSettings, settingsDefaults } from '../../shared/settings.ts';

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

  test('one rule that cannot be read does not cost the protection of the others', () => {
    const [first, last] = [
      { kind: 'volume', pattern: 'data' },
      { kind: 'image', pattern: 'postgres:*' },
    ];
    const { settings, badFields } = parseSettings({
      protectRules: [first, { kind: 'of a newer Bilge', pattern: 'x' }, 'nonsense', last],
    });
    expect(settings.protectRules).toEqual([first, last]);
    expect(badFields).toEqual(['protectRules']);
  });

  test('of more rules than there may be the first ones hold', () => {
    const protectRules = Array.from({ length: MOST_RULES + 5 }, (_, place) => ({
      kind: 'volume',
      pattern: `v${place}`,
    }));
    expect(parseSettings({ protectRules }).settings.protectRules).toEqual(protectRules.slice(0, MOST_RULES));
  });

  test('anything at all gives usable settings', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(Object.keys(parseSettings(raw).settings)).toEqual(Object.keys(settingsDefaults));
      }),
    );
  });
});
