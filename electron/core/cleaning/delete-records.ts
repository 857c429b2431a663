/** The cache part of a clean: deletes records that were just seen as listed, in chunks of ids, and says what became of each. */

import type { KeepReason, Plan, PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord, Inventory } from '../../../shared/usage.ts';
import { EngineError } from '../ports.ts';
import { hasFreshImages } from './await-builds.ts';
import { firstChunkSize, nextChunkSize } from './chunk-size.ts';
import { orderRecords, type OrderedRecord } from './order-records.ts';
import { reach, type Reach } from './reach-engine.ts';

/** How long after a call was sent its own touches of what it deletes may come. */
const TOUCH_MS = 5_000;

/** Takes the outcome of each step, as it happens. */
export interface StepSink {
  deleted(items: readonly PlanItem[]): Promise<void>;
  skipped(items: readonly PlanItem[], why: KeepReason): Promise<void>;
}

export interface RecordWork {
  readonly plan: Plan;
  /** What the items were just compared with. */
  readonly seen: Inventory;
  readonly to: Reach;
  readonly sink: StepSink;
  /** Called between two calls. */
  readonly between: () => Promise<void>;
}

/** `items` come children first. */
export async function deleteRecords(work: RecordWork, items: readonly PlanItem[]): Promise<void> {
  const { plan, seen, to, sink } = work;
  const asPlanned = (chunk: readonly OrderedRecord[]): string => untilOf(plan, chunk);
  const first = await deleteInChunks(work, orderRecords(items, seen.records), asPlanned, {
    endsAtFirstKept: true,
  });
  const { kept, unsent } = await deleteTouched(work, first);
  const rest = await deleteInChunks(work, unsent, asPlanned, { endsAtFirstKept: false });
  if (to.stop.aborted) return;
  for (const why of ['in-use', 'refused'] as const) {
    const stays = [...kept, ...rest.kept].filter((each) => each.why === why);
    await sink.skipped(itemsOf(stays), why);
  }
}

/**
 * Again for what the engine kept, as long as that gets on. After a restart of the engine deleting a child touches the parent it
 * was mounted on, so `until` the plan's time holds the parent back, and a df elsewhere holds records for a moment: neither is a
 * use (docs/decisions/touched-by-our-own-deletes.md). Where something was built meanwhile nobody can tell these from a use: then
 * what was kept stays, and what was not sent yet is answered as it came.
 */
async function deleteTouched(work: RecordWork, first: Pass): Promise<Pass> {
  const { to, sink, seen } = work;
  let { kept, unsent } = first;
  for (let were = Infinity; kept.length > 0 && kept.length < were && !to.stop.aborted;) {
    were = kept.length + unsent.length;
    const now = await reach(to, () => to.engine.readInventory('light'));
    const seenAtMs = to.clock.nowMs();
    const present = new Set(now.records.map((record) => record.id));
    await sink.skipped(itemsOf(kept.filter(({ item }) => !present.has(item.id))), 'already-gone');
    kept = kept.filter(({ item }) => present.has(item.id));
    if (await wasBuilt(to, seen, now)) break;
    const untilNow = (): string =>
      new Date(Date.parse(now.engineTime) + to.clock.nowMs() - seenAtMs + TOUCH_MS).toISOString();
    ({ kept, unsent } = await deleteInChunks(work, [...kept, ...unsent], untilNow, {
      endsAtFirstKept: false,
      // The one record that spoils a call is found by ever smaller ones.
      startsWith: kept.some(({ why }) => why === 'refused') ? Math.ceil(kept.length / 8) : firstChunkSize,
    }));
  }
  return { kept, unsent };
}

async function wasBuilt(to: Reach, then: Inventory, now: Inventory): Promise<boolean> {
  const thenMs = Date.parse(then.engineTime);
  if (now.records.some((record) => record.isInUse || record.createdAtMs > thenMs)) return true;
  return reach(to, () => hasFreshImages(to.engine, Date.parse(now.engineTime) - thenMs));
}

/** Not later than the plan, nor than the last use of what is named (to the millisecond, as far as it is known). */
function untilOf({ engineTime }: Plan, chunk: readonly OrderedRecord[]): string {
  const lastUseMs = Math.max(0, ...chunk.map((each) => each.lastUseMs)) + 1;
  return lastUseMs < Date.parse(engineTime) ? new Date(lastUseMs).toISOString() : engineTime;
}

/** Named in a call, and not deleted. `refused`: the call itself failed. */
interface Kept extends OrderedRecord {
  readonly why: 'in-use' | 'refused';
}

interface Pass {
  readonly kept: readonly Kept[];
  readonly unsent: readonly OrderedRecord[];
}

interface PassOptions {
  readonly endsAtFirstKept: boolean;
  /** Records in the first call. */
  readonly startsWith?: number;
}

/** Deletes in order. A stop lets the call in flight end: its outcome stays known. */
async function deleteInChunks(
  { to, sink, between }: RecordWork,
  ordered: readonly OrderedRecord[],
  until: (chunk: readonly OrderedRecord[]) => string,
  { endsAtFirstKept, startsWith = firstChunkSize }: PassOptions,
): Promise<Pass> {
  const kept: Kept[] = [];
  let size = startsWith;
  let sent = 0;
  while (sent < ordered.length && !(endsAtFirstKept && kept.length > 0)) {
    await between();
    if (to.stop.aborted) break;
    const chunk = ordered.slice(sent, sent + size);
    sent += chunk.length;
    const beganMs = to.clock.nowMs();
    const deletedIds = await pruneChunk(until(chunk), chunk, to);
    size = nextChunkSize(size, to.clock.nowMs() - beganMs);
    await sink.deleted(itemsOf(chunk.filter(({ item }) => deletedIds?.has(item.id))));
    const why = deletedIds === undefined ? 'refused' : 'in-use';
    const stays = chunk.filter(({ item }) => !deletedIds?.has(item.id));
    kept.push(...stays.map((each) => ({ ...each, why }) as const));
  }
  return { kept, unsent: ordered.slice(sent) };
}

function itemsOf(ordered: readonly OrderedRecord[]): readonly PlanItem[] {
  return ordered.map(({ item }) => item);
}

/** The ids that went; undefined when the engine refused the call and none did: one bad record must not cost the others. */
async function pruneChunk(
  until: string,
  chunk: readonly OrderedRecord[],
  to: Reach,
): Promise<ReadonlySet<string> | undefined> {
  const ids = chunk.map(({ item }) => item.id);
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
