/** Freezes a clean: from an inventory and a preset to the exact list of what goes, in the order that frees. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import { DELETE_ORDER, type EngineIdentity, type Plan, type PlanItem } from '../../../shared/plan.ts';
import type { CleanScope } from './clean-scope.ts';
import { planItem } from './plan-item.ts';
import { weighScope, type Weighed } from './weigh-scope.ts';

export interface PlanStamp {
  /** Random and single-use. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly engine: EngineIdentity;
  readonly presetName: string;
}

/** `weighed` is the scope's own weighing, where there is one already. */
export function createPlan(scope: CleanScope, stamp: PlanStamp, weighed = weighScope(scope)): Plan {
  return {
    ...stamp,
    engineTime: scope.inventory.engineTime,
    options: scope.options,
    items: itemsThatGo(weighed),
    kept: weighed.kept,
    predicted: weighed.predicted,
    irrecoverableKinds: irrecoverableKinds(weighed),
  };
}

function itemsThatGo(weighed: Weighed): readonly PlanItem[] {
  const items: PlanItem[] = [];
  for (const kind of DELETE_ORDER) {
    for (const choice of weighed.choices[kind])
      if (choice.keep === undefined) items.push(planItem(weighed, kind, choice));
  }
  return items;
}

/** An image without a digest was never pushed nor pulled; containerd's store gives digests to all, so none is promised back there. */
function irrecoverableKinds({ containers, images, volumes }: Weighed): readonly ItemKind[] {
  const kinds: ItemKind[] = [];
  if (containers.going.some((container) => (container.writtenBytes ?? 0) > 0)) kinds.push('container');
  if (images.going.some((image) => image.references.length > 0 && image.digests.length === 0))
    kinds.push('image');
  if (volumes.going.length > 0) kinds.push('volume');
  return kinds;
}
