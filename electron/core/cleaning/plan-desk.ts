/** Holds the plans that people look at: each revision takes the place of the one before, and none outlives its time. */

import type { CleanOptions } from '../../../shared/clean-options.ts';
import type { Engine } from '../ports/engine.ts';
import type { Clock, Randomness } from '../ports/host.ts';
import { isSameEngine } from '../engine-key.ts';
import { NO_PICKS, type Guard, type Picks } from './clean-scope.ts';
import type { Cleaner } from './cleaner.ts';
import { PLAN_LIFETIME_MS } from './shown-plans.ts';
import { PlanDraft } from './plan-draft.ts';
import type { PlanWish } from './plan-wish.ts';
import { isAsDeepAs, planDepth, readForPlan, type PlanReading } from './read-for-plan.ts';
import { RowNumbers } from './row-numbers.ts';

/** A reading of a huge engine is tens of megabytes: nobody looks at more plans than this at once. */
const MOST_DRAFTS = 3;

export interface PlanDeskParts {
  readonly clock: Clock;
  readonly randomness: Randomness;
}

export class PlanDesk {
  readonly #parts: PlanDeskParts;
  readonly #cleaner: Pick<Cleaner, 'show' | 'withdraw'>;
  readonly #guard: () => Guard;
  /** By plan id, the oldest first; the function keeps it from being let go. */
  readonly #drafts = new Map<string, { readonly draft: PlanDraft; readonly keep: () => void }>();

  constructor(parts: PlanDeskParts, cleaner: Pick<Cleaner, 'show' | 'withdraw'>, guard: () => Guard) {
    this.#parts = parts;
    this.#cleaner = cleaner;
    this.#guard = guard;
  }

  /** Reads the engine and plans. Fails with an `EngineError`. */
  async open(
    engine: Engine,
    options: CleanOptions,
    presetName: string,
    picks: Picks = NO_PICKS,
  ): Promise<PlanDraft> {
    const reading = await readForPlan(engine, options, this.#parts.clock, true);
    return this.#lay(reading, { options, presetName, picks }, new RowNumbers());
  }

  /** The plan as it can still be seen and accepted. */
  draft(planId: string): PlanDraft | undefined {
    const draft = this.#drafts.get(planId)?.draft;
    if (draft === undefined || this.#leftMs(draft.reading) > 0) return draft;
    // A computer that slept: its clock went on, and the timer did not.
    this.close(planId);
    return undefined;
  }

  /**
   * The same plan with another wish, under a new id; the old id ends. The engine is asked again only where the wish needs what
   * was not read. Undefined where the plan is no more, or another engine answers by now. Fails with an `EngineError`.
   */
  async revise(planId: string, wishOf: (draft: PlanDraft) => PlanWish): Promise<PlanDraft | undefined> {
    const draft = this.draft(planId);
    if (draft === undefined) return undefined;
    const wish = wishOf(draft);
    const { reading } = draft;
    const deepEnough = isAsDeepAs(reading.depth, planDepth(wish.options))
      ? reading
      : await readForPlan(reading.engine, wish.options, this.#parts.clock, true);
    if (this.draft(planId) !== draft) return undefined;
    this.close(planId);
    return isSameEngine(reading.identity, deepEnough.identity)
      ? this.#lay(deepEnough, wish, draft.rows)
      : undefined;
  }

  /** The plan can no longer be seen; one that was withdrawn cannot be accepted either. */
  close(planId: string, isAccepted = false): void {
    this.#drafts.get(planId)?.keep();
    this.#drafts.delete(planId);
    if (!isAccepted) this.#cleaner.withdraw(planId);
  }

  #leftMs({ takenAtMs }: PlanReading): number {
    return takenAtMs + PLAN_LIFETIME_MS - this.#parts.clock.nowMs();
  }

  #lay(reading: PlanReading, wish: PlanWish, rows: RowNumbers): PlanDraft {
    const { clock, randomness } = this.#parts;
    const draft = new PlanDraft({ reading, wish, rows, guard: this.#guard(), id: randomness.token() });
    const { id } = draft.plan;
    this.#drafts.set(id, { draft, keep: clock.after(this.#leftMs(reading), () => this.close(id)) });
    this.#cleaner.show(draft.plan, reading.engine);
    const [oldest] = this.#drafts.keys();
    if (this.#drafts.size > MOST_DRAFTS && oldest !== undefined) this.close(oldest);
    return draft;
  }
}
