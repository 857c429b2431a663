/** The part of a clean that goes one delete call an item: containers, networks, images, volumes. */

import type { PlanItem } from '../../../shared/plan.ts';
import type { DeleteOutcome, Engine } from '../ports.ts';
import type { StepSink } from './delete-records.ts';
import { pause } from './pause.ts';
import { reach, type Reach } from './reach-engine.ts';

/** Another prune on the engine holds the same lock: ask again after this. */
const BUSY_MS = 1_000;

type Outcome = DeleteOutcome | { readonly kind: 'changed' };

export async function deleteObjects(items: readonly PlanItem[], to: Reach, sink: StepSink): Promise<void> {
  for (const item of items) {
    const outcome = await deleteUntilSettled(item, to);
    if (outcome === undefined) return;
    if (outcome.kind === 'deleted') await sink.deleted([item]);
    else await sink.skipped([item], outcome.kind);
  }
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
