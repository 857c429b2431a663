/** The plan of a preset for the contents a test gives. */

import { createPlan } from '../../../electron/core/cleaning/create-plan.ts';
import { plainOptions } from '../../../electron/core/cleaning/preset-frees.ts';
import type { CleanOptions } from '../../../shared/clean-options.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { anInventory, ENGINE_NOW_MS } from '../an-inventory.ts';

export function planOf(
  inventory: Partial<Inventory>,
  options: Partial<CleanOptions> & Pick<CleanOptions, 'preset'>,
): Plan {
  const scope = {
    inventory: anInventory(inventory),
    options: { ...plainOptions(options.preset), ...options },
    nowMs: ENGINE_NOW_MS,
    keepsKnownTools: true,
  };
  return createPlan(scope, { id: 'plan', createdAtMs: 0, engine: { endpoint: '', id: 'E', rootDir: '/' } });
}
