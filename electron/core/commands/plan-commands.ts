/** Plans that people look at and change before they run. */

import { nameOfPreset, optionsOf, type PresetId } from '../../../shared/clean-options.ts';
import type { PlanAnswer, PlanChange, PlanPageAnswer, PlanPageQuery } from '../../../shared/contract.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { ProtectRule } from '../../../shared/protect-rule.ts';
import { MOST_RULES } from '../../../shared/settings.ts';
import type { AppState } from '../../../shared/state.ts';
import { coversPlan } from '../cleaning/consent.ts';
import type { PlanDesk } from '../cleaning/plan-desk.ts';
import type { PlanDraft } from '../cleaning/plan-draft.ts';
import { markedWish } from '../cleaning/marked-wish.ts';
import type { ItemRef } from '../cleaning/row-numbers.ts';
import { summarizeDraft } from '../cleaning/summaries.ts';
import { EngineError, type Engine } from '../ports/engine.ts';
import type { Clock } from '../ports/host.ts';
import type { Helm } from './helm.ts';
import type { SettingsCommands } from './settings-commands.ts';

/** A plan that a click has just made is shown as it is to the window that opens for it. */
const HANDED_OVER_MS = 30_000;

/** Asked for by something that outlived it, as a schedule may. */
export class PresetGone extends Error {}

export class PlanCommands {
  readonly #clock: Clock;
  readonly #desk: PlanDesk;
  readonly #helm: Helm;
  readonly #settings: SettingsCommands;
  readonly #isBusy: () => boolean;
  #handedOver: { readonly planId: string; readonly preset: PresetId; readonly untilMs: number } | undefined;

  constructor(
    parts: { readonly clock: Clock; readonly desk: PlanDesk; readonly isBusy: () => boolean },
    helm: Helm,
    settings: SettingsCommands,
  ) {
    this.#clock = parts.clock;
    this.#desk = parts.desk;
    this.#isBusy = parts.isBusy;
    this.#helm = helm;
    this.#settings = settings;
  }

  async create(preset: PresetId): Promise<PlanAnswer> {
    if (this.#isBusy()) return { kind: 'busy' };
    try {
      const draft = this.#takeHandedOver(preset) ?? (await this.draftFor(preset));
      if (!draft.isEmpty) return this.#answer(draft);
      this.drop(draft);
      return { kind: 'nothing-to-clean' };
    } catch (error) {
      if (error instanceof PresetGone) return { kind: 'nothing-to-clean' };
      return { kind: 'engine-error', error: kindOf(error) };
    }
  }

  /** A plan of exactly these. Shown also where none of them may go: then it says why. */
  async createMarked(items: readonly ItemRef[]): Promise<PlanAnswer> {
    if (this.#isBusy()) return { kind: 'busy' };
    if (items.length === 0) return { kind: 'nothing-to-clean' };
    try {
      const { options, presetName, picks } = markedWish(items);
      const draft = await this.#desk.open(this.#openEngine(), options, presetName, picks);
      if (!draft.isEmpty || draft.kept.length > 0) return this.#answer(draft);
      this.drop(draft);
      return { kind: 'nothing-to-clean' };
    } catch (error) {
      return { kind: 'engine-error', error: kindOf(error) };
    }
  }

  /** A plan of the cache of one builder, which stands in for an engine. */
  async createForBuilder(builder: Engine): Promise<PlanAnswer> {
    if (this.#isBusy()) return { kind: 'busy' };
    try {
      const draft = await this.#desk.open(builder, optionsOf('cache'), '');
      if (!draft.isEmpty) return this.#answer(draft);
      this.drop(draft);
      return { kind: 'nothing-to-clean' };
    } catch (error) {
      return { kind: 'engine-error', error: kindOf(error) };
    }
  }

  async revise(planId: string, change: PlanChange): Promise<PlanAnswer | { readonly kind: 'expired' }> {
    try {
      if (change.kind === 'protect')
        await this.#protect(this.#desk.draft(planId)?.ruleAt(change.row, change.rule));
      const draft = await this.#desk.revise(planId, (before) => before.wishAfter(change));
      return draft === undefined ? { kind: 'expired' } : this.#answer(draft);
    } catch (error) {
      return { kind: 'engine-error', error: kindOf(error) };
    }
  }

  page(query: PlanPageQuery): PlanPageAnswer {
    return this.#desk.draft(query.planId)?.page(query) ?? { rows: [], total: 0 };
  }

  /** A plan that may still be seen and accepted. */
  draft(planId: string): PlanDraft | undefined {
    return this.#desk.draft(planId);
  }

  /** It is being run: nothing of it is needed any more but the plan itself. */
  accept(planId: string): void {
    this.#desk.close(planId, true);
  }

  /** Nobody will look at it. */
  drop({ plan }: PlanDraft): void {
    this.#desk.close(plan.id);
  }

  /** Fails with an `EngineError`, or `PresetGone`. */
  async draftFor(preset: PresetId): Promise<PlanDraft> {
    const { presets } = this.#state.settings;
    const options = optionsOf(preset, presets);
    if (options === undefined) throw new PresetGone();
    return this.#desk.open(this.#openEngine(), options, nameOfPreset(preset, presets));
  }

  /** The next to ask for a plan of its preset gets this one. */
  handOver({ plan: { id, options } }: PlanDraft): void {
    const untilMs = this.#clock.nowMs() + HANDED_OVER_MS;
    this.#handedOver = { planId: id, preset: options.preset, untilMs };
  }

  isCovered(plan: Plan): boolean {
    return coversPlan(this.#state.settings.cleansAtOnce, plan, this.isRemote);
  }

  /**
   * Consent is for a preset as it is: one that was changed in the plan gives none, nor does a plan with ticks taken away, nor one
   * of a builder, which no click cleans at once.
   */
  canConsent({ plan }: PlanDraft): boolean {
    const { options, engine } = plan;
    if (engine.builder !== undefined) return false;
    if (plan.kept.some(({ why }) => why === 'unticked')) return false;
    const asSaved = optionsOf(options.preset, this.#state.settings.presets);
    return !this.isRemote && !this.isCovered(plan) && JSON.stringify(options) === JSON.stringify(asSaved);
  }

  /** An engine that is not known to be near counts as far. */
  get isRemote(): boolean {
    const { engine } = this.#state;
    return engine.kind !== 'ready' || engine.facts.isRemote;
  }

  #openEngine(): Engine {
    const { engine } = this.#helm;
    if (engine === undefined) throw new EngineError('not-found', 'No engine is open');
    return engine;
  }

  #answer(draft: PlanDraft): PlanAnswer {
    return { kind: 'plan', plan: summarizeDraft(draft, this.canConsent(draft)) };
  }

  #takeHandedOver(preset: PresetId): PlanDraft | undefined {
    const handed = this.#handedOver;
    this.#handedOver = undefined;
    if (handed?.preset !== preset || this.#clock.nowMs() > handed.untilMs) return undefined;
    return this.#desk.draft(handed.planId);
  }

  async #protect(rule: ProtectRule | undefined): Promise<void> {
    if (rule === undefined) return;
    await this.#settings.change(({ protectRules }) => {
      const isKnown = protectRules.some(
        ({ kind, pattern }) => kind === rule.kind && pattern === rule.pattern,
      );
      return isKnown || protectRules.length >= MOST_RULES ? {} : { protectRules: [...protectRules, rule] };
    });
  }

  get #state(): AppState {
    return this.#helm.store.state;
  }
}

function kindOf(error: unknown): EngineError['kind'] {
  if (error instanceof EngineError) return error.kind;
  throw error;
}
