/** Keeps settings of one piece: what was to clean by a deleted preset cleans no more, and consent ends with the preset it was given for. */

import { optionsOf, type PresetId } from '../../shared/clean-options.ts';
import { settingsDefaults, type Settings } from '../../shared/settings.ts';

export function settleSettings(before: Settings, change: Partial<Settings>): Settings {
  const after = { ...before, ...change };
  const optionsIn = (settings: Settings, preset: PresetId): string | undefined =>
    JSON.stringify(optionsOf(preset, settings.presets));
  const isThere = (preset: PresetId): boolean => optionsIn(after, preset) !== undefined;
  const { schedule, schedulePreset, autoCleanAboveBytes, autoCleanPreset } = settingsDefaults;
  return {
    ...after,
    // Nobody chose what another preset would take in its place.
    ...(!isThere(after.schedulePreset) && { schedule, schedulePreset }),
    ...(!isThere(after.autoCleanPreset) && { autoCleanAboveBytes, autoCleanPreset }),
    cleansAtOnce: after.cleansAtOnce.filter(
      ({ preset }) => isThere(preset) && optionsIn(after, preset) === optionsIn(before, preset),
    ),
  };
}
