/** What each preset would free now: the figures on the buttons. */

import { PRESET_NAMES, type ByteInterval, type CleanOptions, type PresetName } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { createPlan } from './create-plan.ts';

/** A preset as a button starts it: no age of its own, volumes untouched. */
export function plainOptions(preset: PresetName): CleanOptions {
  return { preset, olderThanMs: undefined, keepsCacheMounts: preset === 'quick', includesVolumes: false };
}

export function presetFrees(
  inventory: Inventory,
  keepsKnownTools: boolean,
): Readonly<Record<PresetName, ByteInterval>> {
  const nowMs = Date.parse(inventory.engineTime);
  const stamp = { id: '', createdAtMs: nowMs, engine: { endpoint: '', id: undefined, rootDir: '' } };
  const frees = PRESET_NAMES.map((preset) => {
    const plan = createPlan({ inventory, options: plainOptions(preset), nowMs, keepsKnownTools }, stamp);
    return [preset, plan.predicted.diskBytes] as const;
  });
  return Object.fromEntries(frees) as Record<PresetName, ByteInterval>;
}
