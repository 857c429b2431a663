/** The cache part of a clean: re-checks every planned record, deletes them in chunks of ids, and says what became of each. */

import type { KeepReason, Plan, PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { firstChunkSize, nextChunkSize } from './chunk-size.ts';
import { reach, type Reach } from './reach-engine.ts';

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
  const left = await deleteInChunks(plan, going, to, sink);
  if (left.length === 0 || to.stop.aborted) return;
  // A df elsewhere holds records for a moment, and the engine's own GC may have been quicker: look, try once more, then say so.
  const present = await recordsById(to);
  await sink.skipped(
    left.filter((item) => !present.has(item.id)),
    'already-gone',
  );
  const held = await deleteInChunks(
    plan,
    left.filter((item) => present.has(item.id)),
    to,
    sink,
  );
  await sink.skipped(held, 'in-use');
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
  return plan.options.preset !== 'deep' && now.isShared ? 'shared' : undefined;
}

/** Deletes in order and answers what the engine did not delete. A stop lets the call in flight end: its outcome stays known. */
async function deleteInChunks(
  plan: Plan,
  items: readonly PlanItem[],
  to: Reach,
  sink: StepSink,
): Promise<readonly PlanItem[]> {
  const left: PlanItem[] = [];
  let size = firstChunkSize;
  for (let start = 0; start < items.length && !to.stop.aborted;) {
    const chunk = items.slice(start, start + size);
    start += chunk.length;
    const beganMs = to.clock.nowMs();
    const deletedIds = await pruneChunk(plan, chunk, to);
    size = nextChunkSize(size, to.clock.nowMs() - beganMs);
    await sink.deleted(chunk.filter((item) => deletedIds.has(item.id)));
    left.push(...chunk.filter((item) => !deletedIds.has(item.id)));
  }
  return left;
}

async function pruneChunk(plan: Plan, chunk: readonly PlanItem[], to: Reach): Promise<ReadonlySet<string>> {
  const ids = chunk.map((item) => item.id);
  let calls = 0;
  const { deletedIds } = await reach(to, () => {
    calls += 1;
    return to.engine.pruneRecords(ids, plan.engineTime);
  });
  if (calls === 1) return new Set(deletedIds);
  // A lost connection loses the engine's report with it: what is gone now, that call deleted.
  const present = await recordsById(to);
  return new Set(ids.filter((id) => !present.has(id)));
}

async function recordsById(to: Reach): Promise<ReadonlyMap<string, CacheRecord>> {
  const { records } = await reach(to, () => to.engine.readCache());
  return new Map(records.map((record) => [record.id, record]));
}
