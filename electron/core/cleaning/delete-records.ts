/** The cache part of a clean: deletes records that were just seen as listed, in chunks of ids, and says what became of each. */

import type { KeepReason, Plan, PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord, Inventory } from '../../../shared/usage.ts';
import { EngineError } from '../ports/engine.ts';
import { hasFreshImages } from './await-builds.ts';
import { firstChunkSize, nextChunkSize } from './chunk-size.ts';
import { byLastUse, orderRecords, type OrderedRecord } from './order-records.ts';
import { pause } from '../pause.ts';
import { reach, type Reach } from './reach-engine.ts';

/** A touch may come after the call that caused it has ended: so often nothing may go before what is left counts as in use. */
const IDLE_GENERATIONS = 3;
const SETTLE_MS = 200;

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
  const byPlan = (chunk: readonly OrderedRecord[]): string => earlierOf(lastUseOf(chunk), plan.engineTime);
  const first = await deleteInChunks(work, orderRecords(items, seen.records), byPlan, {
    endsAtFirstKept: true,
  });
  const { kept, unsent } = await deleteTouched(work, first);
  const rest = await deleteInChunks(work, unsent, byPlan, { endsAtFirstKept: false });
  if (to.stop.aborted) return;
  for (const why of ['in-use', 'refused'] as const) {
    const stays = [...kept, ...rest.kept].filter((each) => each.why === why);
    await sink.skipped(itemsOf(stays), why);
  }
}

/**
 * Again for what the engine kept, as long as that gets on. After a restart of the engine deleting a child touches the parent it
 * was mounted on, so `until` the plan's time holds the parent back, and a df elsewhere holds records for a moment: neither is a
 * use (docs/decisions/touched-by-our-own-deletes.md). So the cache is read anew for each generation, and what has no child left
 * goes with the last use it has now. Where something was built meanwhile nobody can tell a touch from a use: then what was kept
 * stays, and what was not sent yet is answered as it came.
 */
async function deleteTouched(work: RecordWork, first: Pass): Promise<Pass> {
  const { to, sink } = work;
  let { kept, unsent } = first;
  if (kept.length === 0) return first;
  for (let idle = 0; kept.length + unsent.length > 0 && idle < IDLE_GENERATIONS && !to.stop.aborted;) {
    if (idle > 0) await pause(to.clock, SETTLE_MS, to.stop);
    const now = await recordsById(to);
    await sink.skipped(itemsOf([...kept, ...unsent].filter(({ item }) => !now.has(item.id))), 'already-gone');
    kept = kept.filter(({ item }) => now.has(item.id));
    unsent = unsent.filter(({ item }) => now.has(item.id));
    if (await wasBuilt(work, now)) break;
    const wave = nextGeneration([...kept, ...unsent], now);
    const pass = await deleteInChunks(work, wave, lastUseOf, {
      endsAtFirstKept: false,
      // The one record that spoils a call is found by ever smaller ones.
      startsWith: kept.some(({ why }) => why === 'refused') ? Math.ceil(kept.length / 8) : firstChunkSize,
    });
    const sent = new Set(wave.map(({ item }) => item));
    const keptBefore = kept.filter(({ item }) => !sent.has(item));
    unsent = [...unsent.filter(({ item }) => !sent.has(item)), ...pass.unsent];
    kept = [...keptBefore, ...pass.kept];
    idle = pass.kept.length === wave.length ? idle + 1 : 0;
  }
  return { kept, unsent };
}

/** Those that nothing present was made from, with the last use they have now, longest unused first. */
function nextGeneration(
  left: readonly OrderedRecord[],
  now: ReadonlyMap<string, CacheRecord>,
): readonly OrderedRecord[] {
  const parentIds = new Set([...now.values()].flatMap((record) => record.parentIds));
  return left
    .filter(({ item }) => !parentIds.has(item.id))
    .map(({ item }) => ({ item, lastUseMs: now.get(item.id)?.lastUsedAtMs ?? -Infinity }))
    .sort(byLastUse);
}

async function wasBuilt({ to, seen }: RecordWork, now: ReadonlyMap<string, CacheRecord>): Promise<boolean> {
  const seenMs = Date.parse(seen.engineTime);
  for (const { isInUse, createdAtMs } of now.values()) if (isInUse || createdAtMs > seenMs) return true;
  return reach(to, () => hasFreshImages(to.engine, to.clock.nowMs() - seen.takenAtMs));
}

/** RFC 3339, to the next millisecond. What is named was used no later, as far as is known. */
function lastUseOf(chunk: readonly OrderedRecord[]): string {
  return new Date(Math.max(0, ...chunk.map((each) => each.lastUseMs)) + 1).toISOString();
}

function earlierOf(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? one : other;
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
