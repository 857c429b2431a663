/** The part of a clean that goes one delete call an item: containers, networks, images, volumes; a few calls at once. */

import type { PlanItem } from '../../../shared/plan.ts';
import type { DeleteOutcome, Engine } from '../ports/engine.ts';
import type { StepSink } from './delete-records.ts';
import { pause } from '../pause.ts';
import { reach, type Reach } from './reach-engine.ts';

/** Another prune on the engine holds the same lock: ask again after this. */
const BUSY_MS = 1_000;
/** Enough to hide what each call waits for, few enough that Stop is prompt. */
const AT_ONCE = 4;
/** A call slower than this waited for the others: each delete of the containerd store runs a collection of all of it. */
const SLOW_MS = 400;

type Outcome = DeleteOutcome | { readonly kind: 'changed' };

export interface ObjectWork {
  /** What an item was made from, by id. Nothing is sent before everything made from it is settled. */
  readonly parentOf: ReadonlyMap<string, string>;
  readonly to: Reach;
  readonly sink: StepSink;
  /** Called before each delete; what it throws ends the work, and nothing new is begun. */
  readonly before: () => void;
}

export async function deleteObjects(
  items: readonly PlanItem[],
  { parentOf, to, sink, before }: ObjectWork,
): Promise<void> {
  for (const group of independentGroups(items, parentOf)) {
    await eachAtOnce(group, to, async (item) => {
      before();
      const outcome = await deleteUntilSettled(item, to);
      if (outcome?.kind === 'deleted') await sink.deleted([item]);
      else if (outcome !== undefined) await sink.skipped([item], outcome.kind);
    });
  }
}

/** Items that do not depend on each other, group by group; children come before parents in and out. */
function independentGroups(
  items: readonly PlanItem[],
  parentOf: ReadonlyMap<string, string>,
): readonly (readonly PlanItem[])[] {
  const heights = new Map<string, number>();
  const groups: PlanItem[][] = [];
  for (const item of items) {
    const height = heights.get(item.id) ?? 0;
    (groups[height] ??= []).push(item);
    const parent = parentOf.get(item.id);
    if (parent !== undefined) heights.set(parent, Math.max(heights.get(parent) ?? 0, height + 1));
  }
  return groups;
}

/**
 * Fewer at once after each slow one, down to one by one: a Stop waits for all that are under way. After a failure nothing new is
 * begun, and it is thrown once every call under way has ended.
 */
async function eachAtOnce<T>(
  items: readonly T[],
  { clock }: Reach,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items].reverse();
  const failures: unknown[] = [];
  let workers = Math.min(AT_ONCE, items.length);
  const work = async (): Promise<void> => {
    for (let item = queue.pop(); item !== undefined && failures.length === 0; item = queue.pop()) {
      const beganMs = clock.nowMs();
      await run(item).catch((failure: unknown) => failures.push(failure));
      if (clock.nowMs() - beganMs < SLOW_MS || workers === 1) continue;
      workers -= 1;
      return;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (failures.length > 0) throw failures[0];
}

/** Undefined when stopped before the engine settled it. */
async function deleteUntilSettled(
  item: PlanItem,
  to: Reach,
): Promise<Exclude<Outcome, { kind: 'busy' }> | undefined> {
  while (!to.stop.aborted) {
    let calls = 0;
    const outcome = await reach(to, () => {
      calls += 1;
      return deleteOne(to.engine, item);
    });
    // A lost connection loses the engine's answer with it: what is gone now, that call deleted.
    if (outcome.kind === 'already-gone' && calls > 1) return { kind: 'deleted' };
    if (outcome.kind !== 'busy') return outcome;
    to.waits('other-prune');
    await pause(to.clock, BUSY_MS, to.stop);
  }
  return undefined;
}

function deleteOne(engine: Engine, item: PlanItem): Promise<Outcome> {
  switch (item.kind) {
    case 'container':
      return engine.deleteContainer(item.id, item.lastUsedAtMs);
    case 'network':
      return engine.deleteNetwork(item.id, item.name);
    case 'image':
      return engine.deleteImage(item.id, item.references);
    case 'volume':
      return engine.deleteVolume(item.id);
    case 'record':
      throw new Error('Records are deleted in chunks by deleteRecords');
  }
}
