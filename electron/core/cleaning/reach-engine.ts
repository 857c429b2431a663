/** Carries one call over an engine that goes away in the middle: waits, checks that it is the same engine, tries again. */

import type { CleanProgress, EngineIdentity } from '../../../shared/plan.ts';
import { isSameEngine } from '../engine-key.ts';
import { EngineError, type Engine, type Stop } from '../ports/engine.ts';
import type { Clock } from '../ports/host.ts';
import { pause } from '../pause.ts';

/** How long a restarting engine may take before a clean gives up. */
const PATIENCE_MS = 60_000;
const RETRY_MS = 1_000;

/** The engine answers again, but it is another one: the plan is not for it (safety law 1). */
export class EngineChanged extends Error {}
/** The engine did not come back in time. */
export class EngineLost extends Error {}

export interface Reach {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly expected: EngineIdentity;
  readonly stop: Stop;
  /** Says what is waited for, and once nothing is any more. */
  readonly waits: (waitsFor: CleanProgress['waitsFor']) => void;
}

/** Throws `EngineChanged` unless the engine that answers is the expected one. */
export async function checkIdentity({ engine, expected }: Pick<Reach, 'engine' | 'expected'>): Promise<void> {
  if (!isSameEngine(await engine.identity(), expected)) throw new EngineChanged();
}

/**
 * Runs `call`; after a lost connection it runs it again once the same engine is back, and waits while the engine is busy with
 * the same work for another client. Deleting by id may be repeated safely.
 */
export async function reach<T>(reachable: Reach, call: () => Promise<T>): Promise<T> {
  const { clock, stop, waits } = reachable;
  const isStopped = (): boolean => stop.aborted;
  let deadlineMs = Infinity;
  for (;;) {
    try {
      const answer = await call();
      waits(undefined);
      return answer;
    } catch (error) {
      if (isStopped()) throw error;
      if (isBusy(error)) {
        waits('other-prune');
        await pause(clock, RETRY_MS, stop);
      } else if (isLostConnection(error)) {
        waits('engine');
        // From the first loss on: an engine that comes back only to lose the same call again has not come back.
        deadlineMs = Math.min(deadlineMs, clock.nowMs() + PATIENCE_MS);
        if (clock.nowMs() > deadlineMs) throw new EngineLost();
        await waitUntilBack(reachable, deadlineMs);
      } else throw error;
      // Not even once more: nobody has looked whether the engine that answers now is the same.
      if (isStopped()) throw error;
    }
  }
}

async function waitUntilBack(reachable: Reach, deadlineMs: number): Promise<void> {
  for (;;) {
    await pause(reachable.clock, RETRY_MS, reachable.stop);
    if (reachable.stop.aborted) return;
    try {
      await checkIdentity(reachable);
      return;
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      if (reachable.clock.nowMs() > deadlineMs) throw new EngineLost();
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'busy';
}

function isLostConnection(error: unknown): boolean {
  return error instanceof EngineError && ['gone', 'refused', 'not-found', 'timed-out'].includes(error.kind);
}
