/** The deleting itself: the plan re-checked against the engine of this moment, then kind by kind, with builds waited for. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import { DELETE_ORDER, type KeepReason, type PlanItem } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { deleteObjects } from './delete-objects.ts';
import { deleteRecords } from './delete-records.ts';
import type { Execution, ExecutionParts } from './execution.ts';
import { checkIdentity, reach, type Reach } from './reach-engine.ts';
import { recheckPlan } from './recheck-plan.ts';
import type { StepLog } from './step-log.ts';

interface Seen {
  readonly inventory: Inventory;
  readonly going: readonly PlanItem[];
}

/** What was seen need not be so any more: a build ran meanwhile, or the settings changed. */
class SeenNoMore extends Error {}

/** Settles every item, unless stopped. Fails where the engine is lost, is another one, or builds for too long. */
export async function deletePlanned(
  { engine, clock }: ExecutionParts,
  { plan, before, guard, stop, builds, meter }: Execution,
  log: StepLog,
): Promise<void> {
  const to: Reach = { engine, clock, expected: plan.engine, stop, waits: (what) => meter.waits(what) };
  let seenUnder = { rules: guard(), waits: builds.waits };

  /** Reads the engine and settles what can no longer go. */
  async function recheck(): Promise<Seen> {
    seenUnder = { rules: guard(), waits: builds.waits };
    // A long wait leaves no connection to be lost: another engine may have come up behind the address unnoticed.
    await reach(to, () => checkIdentity(to));
    const inventory = await reach(to, () => engine.readInventory('light'));
    const { going, staying } = recheckPlan(plan, log.unsettled(), inventory, seenUnder.rules, {
      wasCutOff: before !== undefined,
    });
    for (const [why, stays] of byReason(staying)) await log.skipped(stays, why);
    return { inventory, going };
  }

  const stillHolds = (): boolean => seenUnder.rules === guard() && seenUnder.waits === builds.waits;
  const assertHolds = (): void => {
    if (!stillHolds()) throw new SeenNoMore();
  };

  async function deleteKind(kind: ItemKind, seen: Seen): Promise<void> {
    const items = seen.going.filter((item) => item.kind === kind);
    if (kind !== 'record')
      return deleteObjects(items, {
        parentOf: parentsOf(seen.inventory),
        to,
        sink: log,
        before: assertHolds,
      });
    const between = async (): Promise<void> => {
      await reach(to, () => builds.untilIdleIfDue(engine));
      meter.begins(kind);
      assertHolds();
    };
    return deleteRecords({ plan, seen: seen.inventory, to, sink: log, between }, items);
  }

  async function settleKind(kind: ItemKind, isFirst: boolean): Promise<void> {
    // What was looked at just now, before the first, need not be again.
    if (!isFirst && (kind === 'image' || kind === 'record')) await reach(to, () => builds.untilIdle(engine));
    let isFresh = isFirst || kind !== 'record';
    for (let isDone = false; !isDone && !stop.aborted; isFresh = false) {
      meter.begins(kind);
      if (!isFresh || !stillHolds()) seen = await recheck();
      isDone = await deleteKind(kind, seen).then(() => true, unlessSeenNoMore);
    }
  }

  const kinds = DELETE_ORDER.filter((kind) => plan.items.some((item) => item.kind === kind));
  if (kinds[0] !== undefined) meter.begins(kinds[0]);
  let seen = await recheck();
  for (const kind of kinds) await settleKind(kind, kind === kinds[0]);
}

function unlessSeenNoMore(error: unknown): false {
  if (error instanceof SeenNoMore) return false;
  throw error;
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
