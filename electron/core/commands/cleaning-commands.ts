/** Cleans, from wherever they are asked for: every one passes here. */

import type { ExecuteAnswer } from '../../../shared/contract.ts';
import { nameOfPreset, type PresetId } from '../../../shared/clean-options.ts';
import { m } from '../../../shared/paraglide/messages.js';
import type { CleanProblem, CleanSource, Plan } from '../../../shared/plan.ts';
import type { AppState } from '../../../shared/state.ts';
import type { BilgeParts } from '../bilge-parts.ts';
import { cleanedEngine } from '../cleaning/cleaned-engine.ts';
import type { Cleaner, RunAnswer } from '../cleaning/cleaner.ts';
import { withConsent } from '../cleaning/consent.ts';
import type { PlanDraft } from '../cleaning/plan-draft.ts';
import { unplannedReceipt } from '../cleaning/unplanned-receipt.ts';
import { EngineError } from '../ports/engine.ts';
import type { Helm } from './helm.ts';
import { PresetGone, type PlanCommands } from './plan-commands.ts';
import type { ReceiptCommands } from './receipt-commands.ts';
import type { SettingsCommands } from './settings-commands.ts';

/** A clean that was accepted waits this long for a build to end before it gives up and says so. */
const BUILD_WAIT_MS = 30 * 60_000;

export interface OneClickAnswer {
  readonly kind: 'started' | 'plan-opened' | 'busy';
}

export interface CleaningParts {
  readonly parts: BilgeParts;
  readonly cleaner: Cleaner;
  readonly isBusy: () => boolean;
}

/** The other commands that a clean needs. */
export interface CleaningNeighbours {
  readonly plans: PlanCommands;
  readonly settings: SettingsCommands;
  readonly receipts: ReceiptCommands;
}

export class CleaningCommands {
  readonly #parts: BilgeParts;
  readonly #cleaner: Cleaner;
  readonly #isBusy: () => boolean;
  readonly #helm: Helm;
  readonly #to: CleaningNeighbours;

  constructor({ parts, cleaner, isBusy }: CleaningParts, helm: Helm, to: CleaningNeighbours) {
    this.#parts = parts;
    this.#cleaner = cleaner;
    this.#isBusy = isBusy;
    this.#helm = helm;
    this.#to = to;
  }

  /** A clean or a pull of this process is under way. */
  get isBusy(): boolean {
    return this.#isBusy();
  }

  /** The accepted plan starts; its receipt arrives in the state. `typedWord` is needed where named volumes go. */
  async execute(planId: string, fromNowOnAtOnce: boolean, typedWord: string): Promise<ExecuteAnswer> {
    if (this.isBusy) return { kind: 'busy' };
    const draft = this.#to.plans.draft(planId);
    if (draft === undefined) return { kind: 'expired' };
    if (draft.needsTypedWord && !isConfirmation(typedWord)) return { kind: 'word-needed' };
    if (fromNowOnAtOnce && this.#to.plans.canConsent(draft)) await this.#remember(draft.plan);
    if (this.#isBusy()) return { kind: 'busy' };
    void this.#run(draft.plan, 'window');
    return { kind: 'started' };
  }

  /** Cleans at once where consent covers what would go; else opens the plan to be seen. */
  async oneClick(preset: PresetId, source: CleanSource): Promise<OneClickAnswer> {
    if (this.isBusy || this.#state.cleaning.kind === 'planning') return { kind: 'busy' };
    const draft = await this.#planQuietly(preset).catch(unlessOwnFault);
    if (draft !== undefined && draft.plan.items.length > 0 && this.#to.plans.isCovered(draft.plan)) {
      void this.#run(draft.plan, source);
      return { kind: 'started' };
    }
    if (draft !== undefined) this.#to.plans.handOver(draft);
    this.#parts.openScreen('plan', preset);
    return { kind: 'plan-opened' };
  }

  /** The schedule and the size limit clean what their settings name; never a remote engine, whose plan must be seen. */
  async unasked(preset: PresetId, source: CleanSource): Promise<void> {
    const { engine } = this.#state;
    if (engine.kind !== 'ready' || engine.facts.isRemote || this.isBusy) return;
    try {
      const draft = await this.#planQuietly(preset);
      if (draft.plan.items.length > 0) await this.#run(draft.plan, source);
      else {
        this.#to.plans.drop(draft);
        await this.#tellUnplanned(preset, source, undefined);
      }
    } catch (error) {
      await this.#tellUnplanned(preset, source, problemOf(error));
    }
  }

  stop(): void {
    this.#cleaner.stop();
  }

  /** A build runs, and the user cleans all the same: the wait for it ends. */
  insist(): void {
    this.#cleaner.insist();
  }

  /** Goes on with a clean that was cut off, where its engine is the one in view; what is left may only shrink. */
  async finishInterrupted(): Promise<ExecuteAnswer> {
    if (this.isBusy) return { kind: 'busy' };
    const left = await this.#parts.journal.unfinished();
    const engine = left && cleanedEngine(left.plan, this.#helm.engine);
    if (left === undefined || engine === undefined || this.#state.interrupted?.canFinish !== true)
      return { kind: 'expired' };
    if (this.#isBusy()) return { kind: 'busy' };
    void this.#show(this.#cleaner.resume(left, engine, { source: left.source, buildWaitMs: BUILD_WAIT_MS }));
    return { kind: 'started' };
  }

  async dismissInterrupted(): Promise<void> {
    await this.#parts.journal.acknowledge();
    await this.#helm.cutOff.recall();
  }

  get #state(): AppState {
    return this.#helm.store.state;
  }

  /** A disk that cannot take the settings may need the clean most: then it is asked again next time. */
  async #remember(plan: Plan): Promise<void> {
    await this.#to.settings
      .change(({ cleansAtOnce }) => ({ cleansAtOnce: withConsent(cleansAtOnce, plan) }))
      .catch(() => undefined);
  }

  /** Plans while every surface says so. */
  async #planQuietly(preset: PresetId): Promise<PlanDraft> {
    this.#helm.store.update({ cleaning: { kind: 'planning', preset } });
    try {
      return await this.#to.plans.draftFor(preset);
    } finally {
      // A plan accepted in the window may have started meanwhile.
      if (!this.isBusy) this.#helm.store.update({ cleaning: { kind: 'idle' } });
    }
  }

  async #run(plan: Plan, source: CleanSource): Promise<void> {
    const ending = this.#cleaner.run(plan.id, { source, buildWaitMs: BUILD_WAIT_MS });
    this.#to.plans.accept(plan.id);
    await this.#show(ending);
  }

  /** Each clean that ends may have taken the place of one that was cut off. */
  async #show(ending: Promise<RunAnswer>): Promise<void> {
    const answer = await ending;
    if (answer.kind === 'receipt') this.#to.receipts.add(answer.receipt);
    await this.#helm.cutOff.recall().catch(() => undefined);
  }

  /** Nobody looked: the history and a notice say why nothing went. */
  async #tellUnplanned(
    preset: PresetId,
    source: CleanSource,
    problem: CleanProblem | undefined,
  ): Promise<void> {
    const receipt = unplannedReceipt({
      planId: this.#parts.randomness.token(),
      preset,
      presetName: nameOfPreset(preset, this.#state.settings.presets),
      source,
      startedAtMs: this.#parts.clock.nowMs(),
      problem,
    });
    await this.#parts.journal.file(receipt);
    this.#to.receipts.add(receipt);
  }
}

/** People type the word of the language they see, in any case; macOS sends some scripts in parts. */
function isConfirmation(typed: string): boolean {
  const plain = (text: string): string => text.trim().normalize('NFC').toLocaleLowerCase();
  return plain(typed) === plain(m.word_confirm_delete());
}

/** What the plan's own window will say when it asks again. */
function unlessOwnFault(error: unknown): undefined {
  if (error instanceof EngineError || error instanceof PresetGone) return undefined;
  throw error;
}

function problemOf(error: unknown): CleanProblem {
  if (error instanceof PresetGone) return 'preset-gone';
  return error instanceof EngineError ? 'engine-lost' : 'own-fault';
}
