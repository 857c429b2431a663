/** Plans and runs cleans, one at a time: holds the plans people were shown, and finishes what was cut off. */

import type { CleanOptions } from '../../../shared/clean-options.ts';
import type { Plan, Receipt } from '../../../shared/plan.ts';
import type { Cleaning } from '../../../shared/state.ts';
import type { Engine } from '../ports/engine.ts';
import type { UnfinishedClean } from '../ports/host.ts';
import { CleanRun, type CleanOrder } from './clean-run.ts';
import { NO_PICKS, type Guard } from './clean-scope.ts';
import { createPlan } from './create-plan.ts';
import type { CleanerParts, RunOptions } from './execution.ts';
import { readForPlan } from './read-for-plan.ts';
import { ShownPlans } from './shown-plans.ts';

export type RunAnswer =
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  /** Unknown, used or too old: plan anew. */
  | { readonly kind: 'expired' }
  /** A clean of this process runs. */
  | { readonly kind: 'busy' };

export class Cleaner {
  readonly #parts: CleanerParts;
  /** As the settings are now: asked again when a plan is run. */
  readonly #guard: () => Guard;
  readonly #onChange: (cleaning: Cleaning) => void;
  readonly #shown: ShownPlans;
  #run: CleanRun | undefined;

  constructor(parts: CleanerParts, guard: () => Guard, onChange: (cleaning: Cleaning) => void) {
    this.#parts = parts;
    this.#guard = guard;
    this.#onChange = onChange;
    this.#shown = new ShownPlans(parts.clock);
  }

  get isBusy(): boolean {
    return this.#run !== undefined;
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
    this.#shown.show(plan, engine);
  }

  /** No longer: another one took its place. */
  withdraw(planId: string): void {
    this.#shown.withdraw(planId);
  }

  /** A plan that may still be accepted. */
  shownPlan(planId: string): Plan | undefined {
    return this.#shown.get(planId);
  }

  /** Runs an accepted plan, once. Never rejects: whatever fails, the receipt says it. */
  async run(planId: string, options: RunOptions): Promise<RunAnswer> {
    if (this.isBusy) return { kind: 'busy' };
    const shown = this.#shown.take(planId);
    return shown === undefined
      ? { kind: 'expired' }
      : this.#runToEnd({ ...shown, before: undefined }, options);
  }

  /**
   * Finishes a clean that was cut off, on the same engine: under its own id and for its own source, with one receipt for all of
   * it. What is left is re-checked and may only shrink. When that is refused before it begins, the journal keeps the clean
   * unfinished. `expired`: what is left is not known (its plan was too large for a full disk).
   */
  async resume(left: UnfinishedClean, engine: Engine, options: RunOptions): Promise<RunAnswer> {
    if (this.isBusy) return { kind: 'busy' };
    if (left.isShortened) return { kind: 'expired' };
    return this.#runToEnd({ plan: left.plan, engine, before: left }, options);
  }

  /** Ends the running clean after the calls in flight, and any wait at once. */
  stop(): void {
    this.#run?.stop();
  }

  /** The running clean no longer waits for builds. */
  insist(): void {
    this.#run?.insist();
  }

  async #runToEnd(order: Omit<CleanOrder, 'guard'>, options: RunOptions): Promise<RunAnswer> {
    this.#run = new CleanRun(this.#parts, { ...order, guard: this.#guard }, options, this.#onChange);
    try {
      const receipt = await this.#run.receipt();
      // A clean that began is in the journal by itself.
      const hasBegun = order.before !== undefined || receipt.deleted.length + receipt.skipped.length > 0;
      if (!hasBegun) await this.#parts.journal.file(receipt);
      return { kind: 'receipt', receipt };
    } finally {
      this.#run = undefined;
      this.#onChange({ kind: 'idle' });
    }
  }
}
