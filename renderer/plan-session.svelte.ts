/** One plan from asking to receipt, as the plan sheet shows it. */

import type { PlanSummary } from '../shared/contract.ts';
import type { PresetName } from '../shared/clean-options.ts';
import type { Receipt } from '../shared/plan.ts';
import type { EngineErrorKind } from '../shared/state.ts';
import type { AppMirror } from './app-state.svelte.ts';

export type PlanPhase =
  | { readonly kind: 'planning' }
  | { readonly kind: 'plan'; readonly plan: PlanSummary }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'failed'; readonly error: EngineErrorKind | undefined }
  | { readonly kind: 'cleaning'; readonly planId: string }
  | { readonly kind: 'receipt'; readonly receipt: Receipt };

export class PlanSession {
  readonly preset: PresetName;
  readonly #app: AppMirror;
  #phase = $state.raw<PlanPhase>({ kind: 'planning' });
  #attempt = 0;

  constructor(app: AppMirror, preset: PresetName) {
    this.#app = app;
    this.preset = preset;
  }

  get phase(): PlanPhase {
    return this.#phase;
  }

  /** Asks for a plan, replacing the one shown; an answer to an older question is dropped. */
  async make(includesVolumes: boolean): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#phase = { kind: 'planning' };
    const answer = await this.#app.ask(this.#app.bridge.createPlan({ preset: this.preset, includesVolumes }));
    if (attempt !== this.#attempt) return;
    switch (answer?.kind) {
      case 'plan':
        this.#phase = { kind: 'plan', plan: answer.plan };
        break;
      case 'nothing-to-clean':
        this.#phase = { kind: 'nothing' };
        break;
      case 'busy':
        this.#phase = { kind: 'busy' };
        break;
      case 'engine-error':
      case undefined:
        this.#phase = { kind: 'failed', error: answer?.error };
    }
  }

  async execute(plan: PlanSummary, fromNowOnAtOnce: boolean): Promise<void> {
    const answer = await this.#app.ask(this.#app.bridge.executePlan({ planId: plan.id, fromNowOnAtOnce }));
    // The receipt of a short clean may be there before this answer.
    if (this.#phase.kind === 'receipt') return;
    if (answer?.kind === 'started') this.#phase = { kind: 'cleaning', planId: plan.id };
    else if (answer) this.#phase = { kind: answer.kind };
  }

  /** Fetches the receipt once the state names the plan as finished. */
  async showReceipt(finishedPlanId: string | undefined): Promise<void> {
    if (this.#phase.kind !== 'cleaning' || this.#phase.planId !== finishedPlanId) return;
    const receipt = await this.#app.ask(this.#app.bridge.lastReceipt());
    if (receipt?.planId === finishedPlanId) this.#phase = { kind: 'receipt', receipt };
  }
}
