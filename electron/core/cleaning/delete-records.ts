/** The cache part of a clean: re-checks every planned record, deletes them in chunks of ids, and says what became of each. */

import type { KeepReason, Plan, PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { EngineError } from '../ports.ts';
import { firstChunkSize, nextChunkSize } from './chunk-size.ts';
import { reach, type Reach } from './reach-engine.ts';

/** A record that a call named and did not delete. `refused`: the call itself failed. */
interface Left {
  readonly item: PlanItem;
  readonly why: 'in-use' | 'refused';
}

/** Takes the outcome of each step, as it happens. */
export interface StepSink {
  deleted(items: readonly PlanItem[]): Promise<void>;
  skipped(items: readonly PlanItem[], why: KeepReason): Promise<void>;
}

export async function deleteRecords(
  plan: Plan,
  items: readonly PlanItem[],
  to: Reach,
  sink: StepSink,
): Promise<void> {
  if (items.length === 0) return;
  const going = await recheck(plan, items, to, sink);
  const left = await deleteInChunks(plan.engineTime, going, to, sink);
  if (left.length > 0 && !to.stop.aborted) await deleteLeft(left, to, sink);
}

/**
 * Again for what the engine did not delete, as long as that gets on. After a restart of the engine deleting a child touches
 * the parent it was mounted on, so `until` the plan's time holds the parent back (seen on 26.1 and 28.5: one generation a
 * call), and a df elsewhere holds records for a moment: neither is a use. While a build runs nobody can tell these from a
 * use, so then they stay.
 */
async function deleteLeft(left: readonly Left[], to: Reach, sink: StepSink): Promise<void> {
  let still = left;
  for (let wereLeft = Infinity; still.length > 0 && still.length < wereLeft && !to.stop.aborted;) {
    wereLeft = still.length;
    const { records, engineTime } = await reach(to, () => to.engine.readInventory('light'));
    const present = new Set(records.map((record) => record.id));
    await sink.skipped(
      itemsOf(still).filter((item) => !present.has(item.id)),
      'already-gone',
    );
    still = still.filter(({ item }) => present.has(item.id));
    if (records.some((record) => record.isInUse)) break;
    still = await deleteInChunks(engineTime, itemsOf(still), to, sink);
  }
  if (to.stop.aborted) return;
  for (const why of ['in-use', 'refused'] as const) {
    await sink.skipped(itemsOf(still.filter((each) => each.why === why)), why);
  }
}

/** The planned records that are still as the plan saw them; the others are skipped with their reason. */
async function recheck(
  plan: Plan,
  items: readonly PlanItem[],
  to: Reach,
  sink: StepSink,
): Promise<readonly PlanItem[]> {
  const present = await recordsById(to);
  const going: PlanItem[] = [];
  const skipped = new Map<KeepReason, PlanItem[]>();
  for (const item of items) {
    const why = reasonToSkip(plan, item, present.get(item.id));
    if (why === undefined) going.push(item);
    else skipped.set(why, [...(skipped.get(why) ?? []), item]);
  }
  for (const [why, stays] of skipped) await sink.skipped(stays, why);
  return going;
}

function reasonToSkip(plan: Plan, item: PlanItem, now: CacheRecord | undefined): KeepReason | undefined {
  if (now === undefined) return 'already-gone';
  if (now.isInUse) return 'in-use';
  if (now.lastUsedAtMs !== item.lastUsedAtMs) return 'changed';
  return !plan.options.takesShared && now.isShared ? 'shared' : undefined;
}

/** Deletes in order and answers what the engine did not delete. A stop lets the call in flight end: its outcome stays known. */
async function deleteInChunks(
  until: string,
  items: readonly PlanItem[],
  to: Reach,
  sink: StepSink,
): Promise<readonly Left[]> {
  const left: Left[] = [];
  let size = firstChunkSize;
  for (let start = 0; start < items.length && !to.stop.aborted;) {
    const chunk = items.slice(start, start + size);
    start += chunk.length;
    const beganMs = to.clock.nowMs();
    const deletedIds = await pruneChunk(until, chunk, to);
    size = nextChunkSize(size, to.clock.nowMs() - beganMs);
    await sink.deleted(chunk.filter((item) => deletedIds?.has(item.id)));
    const why = deletedIds === undefined ? 'refused' : 'in-use';
    left.push(...chunk.filter((item) => !deletedIds?.has(item.id)).map((item) => ({ item, why }) as const));
  }
  return left;
}

function itemsOf(left: readonly Left[]): readonly PlanItem[] {
  return left.map(({ item }) => item);
}

/** The ids that went; undefined when the engine refused the call and none did: one bad record must not cost the others. */
async function pruneChunk(
  until: string,
  chunk: readonly PlanItem[],
  to: Reach,
): Promise<ReadonlySet<string> | undefined> {
  const ids = chunk.map((item) => item.id);
  let calls = 0;
  try {
    const { deletedIds } = await reach(to, () => {
      calls += 1;
      return to.engine.pruneRecords(ids, until);
    });
    if (calls === 1) return new Set(deletedIds);
  } catch (error) {
    if (error instanceof EngineError && ['bad-reply', 'forbidden'].includes(error.kind)) return undefined;
    throw error;
  }
  // A lost connection loses the engine's report with it: what is gone now, that call deleted.
  const present = await recordsById(to);
  return new Set(ids.filter((id) => !present.has(id)));
}

async function recordsById(to: Reach): Promise<ReadonlyMap<string, CacheRecord>> {
  const { records } = await reach(to, () => to.engine.readCache());
  return new Map(records.map((record) => [record.id, record]));
}
