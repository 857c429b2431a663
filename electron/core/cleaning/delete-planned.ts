/** The deleting itself: the plan re-checked against the engine of this moment, then kind by kind, with builds waited for. */

import { DELETE_ORDER, type KeepReason, type PlanItem } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { deleteObjects } from './delete-objects.ts';
import { deleteRecords } from './delete-records.ts';
import type { Execution, ExecutionParts } from './execution.ts';
import { reach, type Reach } from './reach-engine.ts';
import { recheckPlan } from './recheck-plan.ts';
import type { StepLog } from './step-log.ts';

interface Seen {
  readonly inventory: Inventory;
  readonly going: readonly PlanItem[];
}

/** Settles every item, unless stopped. Fails where the engine is lost, is another one, or builds for too long. */
export async function deletePlanned(
  { engine, clock }: ExecutionParts,
  { plan, before, guard, stop, builds, meter }: Execution,
  log: StepLog,
): Promise<void> {
  const to: Reach = { engine, clock, expected: plan.engine, stop, waits: (what) => meter.waits(what) };

  /** Reads the engine and settles what can no longer go. */
  async function recheck(): Promise<Seen> {
    const inventory = await reach(to, () => engine.readInventory('light'));
    const { going, staying } = recheckPlan(plan, log.unsettled(), inventory, guard(), {
      wasCutOff: before !== undefined,
    });
    for (const [why, stays] of byReason(staying)) await log.skipped(stays, why);
    return { inventory, going };
  }

  const kinds = DELETE_ORDER.filter((kind) => plan.items.some((item) => item.kind === kind));
  if (kinds[0] !== undefined) meter.begins(kinds[0]);
  let seen = await recheck();
  for (const [place, kind] of kinds.entries()) {
    // What was looked at just now, before the first, need not be again.
    if (place > 0 && (kind === 'image' || kind === 'record')) await reach(to, () => builds.untilIdle(engine));
    if (stop.aborted) return;
    meter.begins(kind);
    if (place > 0 && kind === 'record') seen = await recheck();
    const items = seen.going.filter((item) => item.kind === kind);
    if (kind !== 'record') {
      await deleteObjects(items, parentsOf(seen.inventory), to, log);
      continue;
    }
    const between = async (): Promise<void> => {
      await reach(to, () => builds.untilIdleIfDue(engine));
      meter.begins(kind);
    };
    await deleteRecords({ plan, seen: seen.inventory, to, sink: log, between }, items);
  }
}

function parentsOf({ images }: Inventory): ReadonlyMap<string, string> {
  return new Map(images.flatMap(({ id, parentId }) => (parentId === undefined ? [] : [[id, parentId]])));
}

function byReason(
  staying: readonly { readonly item: PlanItem; readonly why: KeepReason }[],
): ReadonlyMap<KeepReason, readonly PlanItem[]> {
  const groups = new Map<KeepReason, PlanItem[]>();
  for (const { item, why } of staying) {
    const group = groups.get(why);
    if (group === undefined) groups.set(why, [item]);
    else group.push(item);
  }
  return groups;
}
