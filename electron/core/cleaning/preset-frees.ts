/** What each preset would free now: the figures on the buttons. */

import type { ByteInterval, CleanOptions, PresetName } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { weighScope } from './weigh-scope.ts';

/** A preset as a button starts it: no age of its own, volumes untouched. */
export function plainOptions(preset: PresetName): CleanOptions {
  return { preset, olderThanMs: undefined, keepsCacheMounts: preset === 'quick', includesVolumes: false };
}

export function presetFrees(
  inventory: Inventory,
  keepsKnownTools: boolean,
): Readonly<Record<PresetName, ByteInterval>> {
  const nowMs = Date.parse(inventory.engineTime);
  const freesOf = (preset: PresetName): ByteInterval =>
    weighScope({ inventory, options: plainOptions(preset), nowMs, keepsKnownTools }).predicted.diskBytes;
  return { cache: freesOf('cache'), quick: freesOf('quick'), deep: freesOf('deep') };
}
