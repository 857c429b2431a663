/** One plan from asking to receipt, as the plan sheet shows it. */

import { createContext } from 'svelte';
import type { CleanChoices, PresetId } from '../shared/clean-options.ts';
import type { PlanChange, Requests } from '../shared/contract.ts';
import type { PlanSummary } from '../shared/plan-sheet.ts';
import type { Receipt } from '../shared/plan.ts';
import type { EngineErrorKind } from '../shared/state.ts';
import type { AppMirror } from './app-state.svelte.ts';
import type { AskForPlan } from './route.svelte.ts';

export type PlanPhase =
  | { readonly kind: 'planning' }
  | { readonly kind: 'plan'; readonly plan: PlanSummary }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'failed'; readonly error: EngineErrorKind | undefined }
  | { readonly kind: 'cleaning'; readonly plan: PlanSummary }
  | { readonly kind: 'receipt'; readonly receipt: Receipt };

type Answer = NonNullable<Requests['createPlan' | 'revisePlan']['answer']['type']>;

export class PlanSession {
  readonly #app: AppMirror;
  readonly #ask: AskForPlan | undefined;
  #preset = $state.raw<PresetId>('deep');
  #phase = $state.raw<PlanPhase>({ kind: 'planning' });
  /** Not yet answered, oldest first; the first is on its way. */
  #changes = $state.raw<readonly PlanChange[]>([]);
  #isMaking = $state(false);
  #answerCount = $state(0);
  #attempt = 0;

  /** `ask` makes the plan where no preset does. */
  constructor(app: AppMirror, preset: PresetId, ask?: AskForPlan) {
    this.#app = app;
    this.#preset = preset;
    this.#ask = ask;
  }

  /** It is of what was marked, and of nothing else: there is nothing to choose but what of it stays. */
  get isOfMarked(): boolean {
    return this.#ask !== undefined;
  }

  get preset(): PresetId {
    return this.#preset;
  }

  get phase(): PlanPhase {
    return this.#phase;
  }

  /** The figures shown are about to be replaced: nothing may be accepted by them. */
  get isRevising(): boolean {
    return this.#isMaking || this.#changes.length > 0;
  }

  /** Grows with every answer to a change, also one that failed: what is drawn of the plan may be out of date then. */
  get answerCount(): number {
    return this.#answerCount;
  }

  /** The choices of a plan as the user sees them: with what main has not answered yet. */
  choicesOf(plan: PlanSummary): CleanChoices {
    const latest = this.#changes.findLast((change) => change.kind === 'choices');
    if (latest) return latest.choices;
    const { preset: _, ...choices } = plan.options;
    return choices;
  }

  /** Asks for a plan. One that is shown stays until the answer; an answer to an older question is dropped. */
  async make(preset = this.#preset): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#preset = preset;
    this.#changes = [];
    this.#isMaking = true;
    if (this.#phase.kind !== 'plan') this.#phase = { kind: 'planning' };
    const answer = await this.#app.ask(this.#ask?.() ?? this.#app.bridge.createPlan({ preset }));
    if (attempt !== this.#attempt) return;
    this.#isMaking = false;
    this.#phase = phaseOf(answer);
  }

  /** Changes the plan that is shown. Changes go one after the other, since each answer brings the id that the next one needs. */
  async revise(change: PlanChange): Promise<void> {
    if (this.#phase.kind !== 'plan' || this.#isMaking) return;
    const [sent, ...waiting] = this.#changes;
    if (sent) {
      // Of choices only the newest matter.
      const kept = waiting.filter(({ kind }) => kind !== 'choices' || change.kind !== 'choices');
      this.#changes = [sent, ...kept, change];
      return;
    }
    this.#changes = [change];
    await this.#sendChanges(this.#attempt);
  }

  async #sendChanges(attempt: number): Promise<void> {
    for (let [change] = this.#changes; change && this.#phase.kind === 'plan'; [change] = this.#changes) {
      const { plan } = this.#phase;
      const answer = await this.#app.ask(this.#app.bridge.revisePlan({ planId: plan.id, change }));
      if (attempt !== this.#attempt) return;
      this.#changes = this.#changes.slice(1);
      // A request that failed has changed nothing, and was told.
      if (answer) this.#phase = phaseOf(answer);
      this.#answerCount += 1;
    }
    this.#changes = [];
  }

  async execute(plan: PlanSummary, consent: { fromNowOnAtOnce: boolean; typedWord: string }): Promise<void> {
    const answer = await this.#app.ask(this.#app.bridge.executePlan({ planId: plan.id, ...consent }));
    // The receipt of a short clean may be there before this answer.
    if (this.#phase.kind === 'receipt') return;
    if (answer?.kind === 'started') this.#phase = { kind: 'cleaning', plan };
    else if (answer && answer.kind !== 'word-needed') this.#phase = { kind: answer.kind };
  }

  /** Fetches the receipt once the state names the plan as finished. */
  async showReceipt(finishedPlanId: string | undefined): Promise<void> {
    if (this.#phase.kind !== 'cleaning' || this.#phase.plan.id !== finishedPlanId) return;
    const receipt = await this.#app.ask(this.#app.bridge.lastReceipt());
    if (receipt?.planId === finishedPlanId) this.#phase = { kind: 'receipt', receipt };
  }
}

function phaseOf(answer: Answer | undefined): PlanPhase {
  switch (answer?.kind) {
    case 'plan':
      return { kind: 'plan', plan: answer.plan };
    case 'nothing-to-clean':
      return { kind: 'nothing' };
    case 'busy':
    case 'expired':
      return { kind: answer.kind };
    case 'engine-error':
    case undefined:
      return { kind: 'failed', error: answer?.error };
  }
}

export const [usePlanSession, providePlanSession] = createContext<PlanSession>();
