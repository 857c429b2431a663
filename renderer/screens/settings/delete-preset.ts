/** What goes with a preset that is deleted: main ends the automation that used it, and Undo must bring both back. */

import type { CustomPresetId } from '../../../shared/clean-options.ts';
import type { Settings, SettingsPatch } from '../../../shared/settings.ts';

export interface PresetDeletion {
  readonly patch: SettingsPatch;
  /** The settings as they were. */
  readonly undo: SettingsPatch;
  readonly endsSchedule: boolean;
  readonly endsSizeLimit: boolean;
}

export function deletionOf(settings: Settings, id: CustomPresetId): PresetDeletion {
  const { presets, schedule, schedulePreset, autoCleanAboveBytes, autoCleanPreset } = settings;
  const isScheduled = schedulePreset === id;
  const isSizeLimit = autoCleanPreset === id;
  return {
    patch: { presets: presets.filter((preset) => preset.id !== id) },
    undo: {
      presets,
      ...(isScheduled && { schedule, schedulePreset }),
      ...(isSizeLimit && { autoCleanAboveBytes, autoCleanPreset }),
    },
    endsSchedule: isScheduled && schedule.kind !== 'off',
    endsSizeLimit: isSizeLimit && autoCleanAboveBytes !== null,
  };
}
