/** In which order records are sent to be deleted, and up to which last use each call may reach. */

import type { PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';

export interface OrderedRecord {
  readonly item: PlanItem;
  /** The last use of it and of all planned that was made from it, epoch ms; −∞ when there was none. */
  readonly lastUseMs: number;
}

/**
 * First what nothing was made from, then the rest, children before parents; each longest unused first. A call that reaches no
 * further than the last use of its records spares the engine to look at later ones: it compiles the list of ids, a regular
 * expression, anew for every record that nothing refers to (containerd `filters/filter.go`), which for a few thousand takes
 * longer than deleting. `items` come children first.
 */
export function orderRecords(
  items: readonly PlanItem[],
  records: readonly CacheRecord[],
): readonly OrderedRecord[] {
  const parentIds = new Map(records.map((record) => [record.id, record.parentIds]));
  const lastUses = new Map<string, number>();
  const leaves: OrderedRecord[] = [];
  const inner: OrderedRecord[] = [];
  for (const item of items) {
    const childrenMs = lastUses.get(item.id);
    const lastUseMs = Math.max(childrenMs ?? -Infinity, item.lastUsedAtMs ?? -Infinity);
    for (const id of parentIds.get(item.id) ?? [])
      lastUses.set(id, Math.max(lastUses.get(id) ?? -Infinity, lastUseMs));
    (childrenMs === undefined ? leaves : inner).push({ item, lastUseMs });
  }
  // Stable: of the same age, children stay before parents.
  return [...leaves.sort(byLastUse), ...inner.sort(byLastUse)];
}

/** Longest unused first. */
export function byLastUse(one: OrderedRecord, other: OrderedRecord): number {
  if (one.lastUseMs === other.lastUseMs) return 0;
  return one.lastUseMs < other.lastUseMs ? -1 : 1;
}
