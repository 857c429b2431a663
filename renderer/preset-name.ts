/** What a preset is called now, also one of the user's own. */

import { nameOfPreset, type PresetId } from '../shared/clean-options.ts';
import type { AppState } from '../shared/state.ts';
import { presetWord } from '../shared/words.ts';

export function presetNameNow(preset: PresetId, state: AppState): string {
  return presetWord(preset, nameOfPreset(preset, state.settings.presets));
}
