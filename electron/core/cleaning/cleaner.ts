/** Plans and runs cleans, one at a time: holds the plans people were shown, waits for builds, takes the lock, ends with a receipt. */

import type { CleanOptions } from '../../../shared/clean-options.ts';
import type { CleanSource, Plan, Receipt } from '../../../shared/plan.ts';
import type { Cleaning } from '../../../shared/state.ts';
import { engineKey } from '../engine-key.ts';
import { EngineError, type CleanLock, type Engine, type Randomness, type Stop } from '../ports.ts';
import { awaitBuilds } from './await-builds.ts';
import { NO_PICKS, type Guard } from './clean-scope.ts';
import { createPlan } from './create-plan.ts';
import { executePlan, refusedReceipt, type ExecutionParts } from './execute-plan.ts';
import { readForPlan } from './read-for-plan.ts';

/** A plan that nobody accepts is worth nothing after this: the engine has moved on. */
export const PLAN_LIFETIME_MS = 10 * 60_000;

export interface CleanerParts extends Omit<ExecutionParts, 'engine'> {
  readonly lock: CleanLock;
  readonly randomness: Randomness;
  /** Makes the signal that Stop raises. */
  readonly newStop: () => Stop & { abort(): void };
}

export interface RunOptions {
  readonly source: CleanSource;
  /** Longest wait for builds to end, ms; 0 refuses at once, undefined cleans while they run. */
  readonly buildWaitMs: number | undefined;
}

export type RunAnswer =
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  /** Unknown, used or too old: plan anew. */
  | { readonly kind: 'expired' }
  /** A clean of this process runs. */
  | { readonly kind: 'busy' };

interface Shown {
  readonly plan: Plan;
  readonly engine: Engine;
}

export class Cleaner {
  readonly #parts: CleanerParts;
  /** As the settings are now: asked again before a plan is run. */
  readonly #guard: () => Guard;
  readonly #onChange: (cleaning: Cleaning) => void;
  readonly #shown = new Map<string, Shown>();
  #stop: (Stop & { abort(): void }) | undefined;
  #cleaning: Cleaning = { kind: 'idle' };

  constructor(parts: CleanerParts, guard: () => Guard, onChange: (cleaning: Cleaning) => void) {
    this.#parts = parts;
    this.#guard = guard;
    this.#onChange = onChange;
  }

  get isBusy(): boolean {
    return this.#stop !== undefined;
  }

  /** Reads the engine and freezes what a clean would delete. Fails with an `EngineError`. */
  async createPlan(engine: Engine, options: CleanOptions, presetName = ''): Promise<Plan> {
    const { identity, inventory, engineNowMs, takenAtMs } = await readForPlan(
      engine,
      options,
      this.#parts.clock,
    );
    const plan = createPlan(
      { inventory, options, nowMs: engineNowMs, guard: this.#guard(), picks: NO_PICKS },
      { id: this.#parts.randomness.token(), createdAtMs: takenAtMs, engine: identity, presetName },
    );
    this.show(plan, engine);
    return plan;
  }

  /** From now on this plan may be accepted. */
  show(plan: Plan, engine: Engine): void {
    this.#forgetExpired();
    this.#shown.set(plan.id, { plan, engine });
  }

  /** No longer: another one took its place. */
  withdraw(planId: string): void {
    this.#shown.delete(planId);
  }

  /** A plan that may still be accepted. */
  shownPlan(planId: string): Plan | undefined {
    this.#forgetExpired();
    return this.#shown.get(planId)?.plan;
  }

  /** Runs an accepted plan, once. Never rejects: whatever fails, the receipt says it. */
  async run(planId: string, options: RunOptions): Promise<RunAnswer> {
    if (this.isBusy) return { kind: 'busy' };
    this.#forgetExpired();
    const shown = this.#shown.get(planId);
    if (shown === undefined) return { kind: 'expired' };
    this.#shown.delete(planId);
    this.#stop = this.#parts.newStop();
    try {
      const receipt = await this.#runLocked(shown, options, this.#stop);
      // A clean that began is in the journal by itself.
      if (receipt.deleted.length + receipt.skipped.length === 0) await this.#parts.journal.file(receipt);
      return { kind: 'receipt', receipt };
    } finally {
      this.#stop = undefined;
      this.#change({ kind: 'idle' });
    }
  }

  /** Ends the running clean after the call in flight. */
  stop(): void {
    this.#stop?.abort();
    if (this.#cleaning.kind === 'running') this.#change({ ...this.#cleaning, isStopping: true });
  }

  async #runLocked({ plan, engine }: Shown, options: RunOptions, stop: Stop): Promise<Receipt> {
    const refused = (problem: Receipt['problem']): Receipt =>
      refusedReceipt(plan, options.source, this.#parts.clock.nowMs(), problem);
    let release: (() => Promise<void>) | undefined;
    try {
      release = await this.#parts.lock.acquire(engineKey(plan.engine));
      if (release === undefined) return refused('other-clean-runs');
      if (!(await this.#buildsEnded(plan, engine, options, stop))) {
        return {
          ...refused(stop.aborted ? undefined : 'build-runs'),
          outcome: stop.aborted ? 'stopped' : 'refused',
        };
      }
      return await this.#execute(plan, engine, options.source, stop);
    } catch (error) {
      return refused(error instanceof EngineError ? 'engine-lost' : 'own-fault');
    } finally {
      // A lock that cannot be given back ends with this process; the receipt must not be lost over it.
      await release?.().catch(() => undefined);
    }
  }

  async #buildsEnded(plan: Plan, engine: Engine, { buildWaitMs }: RunOptions, stop: Stop): Promise<boolean> {
    if (buildWaitMs === undefined) return true;
    const { clock } = this.#parts;
    const onWait = (): void =>
      this.#change({
        kind: 'waiting',
        preset: plan.options.preset,
        reason: 'build-runs',
        sinceMs: clock.nowMs(),
      });
    return (await awaitBuilds(engine, clock, { limitMs: buildWaitMs, stop, onWait })) === 'idle';
  }

  #execute(plan: Plan, engine: Engine, source: CleanSource, stop: Stop): Promise<Receipt> {
    const startedAtMs = this.#parts.clock.nowMs();
    return executePlan(
      { ...this.#parts, engine },
      {
        plan,
        source,
        stop,
        onProgress: (progress) =>
          this.#change({
            kind: 'running',
            preset: plan.options.preset,
            startedAtMs,
            progress,
            isStopping: stop.aborted,
          }),
      },
    );
  }

  #change(cleaning: Cleaning): void {
    this.#cleaning = cleaning;
    this.#onChange(cleaning);
  }

  #forgetExpired(): void {
    const oldestMs = this.#parts.clock.nowMs() - PLAN_LIFETIME_MS;
    for (const [id, { plan }] of this.#shown) {
      if (plan.createdAtMs < oldestMs) this.#shown.delete(id);
    }
  }
}
