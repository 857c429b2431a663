/** Freezes a clean: from an inventory and a preset to the exact list of what goes, in the order that frees. */

import { DELETE_ORDER, type EngineIdentity, type Plan, type PlanItem } from '../../../shared/plan.ts';
import type { CleanScope } from './clean-scope.ts';
import { isIrrecoverable } from './irrecoverable.ts';
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
  const items = itemsThatGo(weighed);
  const lost = new Set(items.filter(isIrrecoverable).map(({ kind }) => kind));
  return {
    ...stamp,
    engineTime: scope.inventory.engineTime,
    options: scope.options,
    items,
    kept: weighed.kept,
    predicted: weighed.predicted,
    irrecoverableKinds: DELETE_ORDER.filter((kind) => lost.has(kind)),
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
