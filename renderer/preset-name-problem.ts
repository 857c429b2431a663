/** What keeps a name from being a preset's, one sentence. */

import { CHOICE_LIMITS, PRESET_NAMES, type CustomPreset } from '../shared/clean-options.ts';
import { m } from '../shared/paraglide/messages.js';
import { presetWord } from '../shared/words.ts';

/** Undefined for a good one; `name` is trimmed. The command line takes presets by name, so each has its own. */
export function presetNameProblem(name: string, others: readonly CustomPreset[]): string | undefined {
  if (name === '') return m.preset_name_needed();
  if (name.length > CHOICE_LIMITS.nameLength) return m.preset_name_long({ most: CHOICE_LIMITS.nameLength });
  const taken = [
    ...PRESET_NAMES,
    ...PRESET_NAMES.map((preset) => presetWord(preset)),
    ...others.map((preset) => preset.name),
  ];
  const isTaken = taken.some((other) => other.toLowerCase() === name.toLowerCase());
  return isTaken ? m.preset_name_taken() : undefined;
}
