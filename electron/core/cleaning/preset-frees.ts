/** What each preset would free now: the figures on the buttons. */

import { optionsOf, type CleanOptions, type CustomPreset } from '../../../shared/clean-options.ts';
import type { ByteInterval } from '../../../shared/plan.ts';
import type { PresetFrees } from '../../../shared/state.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { NO_PICKS, type Guard } from './clean-scope.ts';
import { weighScope } from './weigh-scope.ts';

export function presetFrees(
  inventory: Inventory,
  guard: Guard,
  saved: readonly CustomPreset[] = [],
): PresetFrees {
  const nowMs = Date.parse(inventory.engineTime);
  const freesOf = (options: CleanOptions): ByteInterval =>
    weighScope({ inventory, options, nowMs, guard, picks: NO_PICKS }).predicted.diskBytes;
  return {
    cache: freesOf(optionsOf('cache')),
    quick: freesOf(optionsOf('quick')),
    deep: freesOf(optionsOf('deep')),
    ...Object.fromEntries(saved.map(({ id, choices }) => [id, freesOf({ preset: id, ...choices })])),
  };
}
