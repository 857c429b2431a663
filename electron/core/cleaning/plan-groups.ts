/** What goes or would at a tick, as a plan sheet groups it: cache mounts and named volumes stand apart. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import { PlanGroupKind, type PlanGroupSummary } from '../../../shared/plan-sheet.ts';
import { DELETE_ORDER, type Plan } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { canTick, type Choice } from './clean-scope.ts';
import type { ItemOf } from './item-traits.ts';
import type { Weighed } from './weigh-scope.ts';

type Sums = { -readonly [Key in keyof PlanGroupSummary]: PlanGroupSummary[Key] };

/** The groups with anything in them. */
export function planGroups(plan: Plan, weighed: Weighed): readonly PlanGroupSummary[] {
  const sums = new Map<PlanGroupKind, Sums>(
    PlanGroupKind.options.map((kind) => [
      kind,
      { kind, count: 0, untickedCount: 0, sizeBytes: 0, freesBytes: 0 },
    ]),
  );
  const add = (group: PlanGroupKind, part: Partial<Sums>): void => {
    const sum = sums.get(group);
    if (sum === undefined) return;
    sum.count += 1;
    sum.untickedCount += part.untickedCount ?? 0;
    sum.sizeBytes += part.sizeBytes ?? 0;
    sum.freesBytes += part.freesBytes ?? 0;
  };
  for (const { kind, why, cacheType, sizeBytes, freesBytes } of plan.items)
    add(groupBy(kind, why, cacheType), { sizeBytes, freesBytes });
  for (const kind of DELETE_ORDER) {
    for (const choice of weighed.choices[kind])
      if (choice.keep !== undefined && canTick(choice)) add(groupOf(kind, choice), { untickedCount: 1 });
  }
  return [...sums.values()].filter(({ count }) => count > 0);
}

/** The group that an item is shown in. */
export function groupOf<Kind extends ItemKind>(
  kind: Kind,
  { item, why }: Choice<ItemOf[Kind]>,
): PlanGroupKind {
  return groupBy(kind, why, kind === 'record' ? (item as CacheRecord).type : undefined);
}

/** The kind of the items in a group. */
export function kindOf(group: PlanGroupKind): ItemKind {
  if (group === 'cache-mount') return 'record';
  return group === 'named-volume' ? 'volume' : group;
}

function groupBy(kind: ItemKind, why: string, cacheType: string | undefined): PlanGroupKind {
  if (cacheType === 'exec.cachemount') return 'cache-mount';
  return why === 'ticked-volume' ? 'named-volume' : kind;
}
