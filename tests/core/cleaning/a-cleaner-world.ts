/** A cleaner on a fake clock, an engine in memory and a journal to read: an image on its container, and two cache records. */

import { Cleaner, type RunAnswer } from '../../../electron/core/cleaning/cleaner.ts';
import type { Guard } from '../../../electron/core/cleaning/clean-scope.ts';
import { optionsOf, type PresetName } from '../../../shared/clean-options.ts';
import type { Plan, Receipt } from '../../../shared/plan.ts';
import type { Cleaning } from '../../../shared/state.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';
import { MemoryJournal, stopSignal } from '../../fakes/memory-host.ts';
import { aContainer, anImage } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';

export interface CleanerWorld {
  readonly clock: FakeClock;
  readonly engine: MemoryEngine;
  readonly journal: MemoryJournal;
  readonly cleaner: Cleaner;
  /** What the surfaces were told, in order. */
  readonly seen: readonly Cleaning[];
  /** Set while another process holds the lock. */
  readonly lock: { isHeld: boolean };
  /** The settings as they are now. */
  readonly guard: { now: Guard };
  plan(preset?: PresetName): Promise<Plan>;
  run(planId: string, wait?: { readonly ms: number | undefined }): Promise<RunAnswer>;
}

export function aCleanerWorld(): CleanerWorld {
  const clock = new FakeClock(1_000);
  const journal = new MemoryJournal();
  const seen: Cleaning[] = [];
  const lock = { isHeld: false };
  const guard: CleanerWorld['guard'] = { now: { protectRules: [], keepsKnownTools: true } };
  let tokens = 0;
  const engine = new MemoryEngine({
    containers: [aContainer({ id: 'c', imageId: 'i', writtenBytes: 5 })],
    images: [
      anImage({
        id: 'i',
        references: ['app:1'],
        containerCount: 1,
        layers: [{ chainId: 'x', sizeBytes: 100 }],
      }),
    ],
    records: [
      aRecord({ id: 'base', sizeBytes: 10 }),
      aRecord({ id: 'step', parentIds: ['base'], sizeBytes: 1 }),
    ],
  });
  const acquire = async (): Promise<(() => Promise<void>) | undefined> => {
    if (lock.isHeld) return undefined;
    lock.isHeld = true;
    return async () => {
      lock.isHeld = false;
    };
  };
  const parts = {
    clock,
    journal,
    disk: { space: async () => ({ totalBytes: 1_000, freeBytes: 500 }) },
    lock: { acquire },
    randomness: { token: () => `plan${(tokens += 1)}` },
    newStop: stopSignal,
  };
  const cleaner = new Cleaner(
    parts,
    () => guard.now,
    (cleaning) => seen.push(cleaning),
  );
  return {
    clock,
    engine,
    journal,
    cleaner,
    seen,
    lock,
    guard,
    plan: (preset = 'deep') => cleaner.createPlan(engine, optionsOf(preset)),
    run: (planId, wait = { ms: 0 }) => cleaner.run(planId, { source: 'window', buildWaitMs: wait.ms }),
  };
}

export function receiptOf(answer: RunAnswer): Receipt {
  if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
  return answer.receipt;
}
