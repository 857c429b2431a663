/** The plans that people were shown and may still accept: each once, and not for ever. */

import type { Plan } from '../../../shared/plan.ts';
import type { Engine } from '../ports/engine.ts';
import type { Clock } from '../ports/host.ts';

/** A plan that nobody accepts is worth nothing after this: the engine has moved on. */
export const PLAN_LIFETIME_MS = 10 * 60_000;

interface Shown {
  readonly plan: Plan;
  readonly engine: Engine;
}

export class ShownPlans {
  readonly #clock: Clock;
  readonly #shown = new Map<string, Shown>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  show(plan: Plan, engine: Engine): void {
    this.#forgetExpired();
    this.#shown.set(plan.id, { plan, engine });
  }

  withdraw(planId: string): void {
    this.#shown.delete(planId);
  }

  get(planId: string): Plan | undefined {
    this.#forgetExpired();
    return this.#shown.get(planId)?.plan;
  }

  /** Ids are single-use. */
  take(planId: string): Shown | undefined {
    this.#forgetExpired();
    const shown = this.#shown.get(planId);
    this.#shown.delete(planId);
    return shown;
  }

  #forgetExpired(): void {
    const oldestMs = this.#clock.nowMs() - PLAN_LIFETIME_MS;
    for (const [id, { plan }] of this.#shown) {
      if (plan.createdAtMs < oldestMs) this.#shown.delete(id);
    }
  }
}
