/** What people and the scheduler may ask for: the commands arrow. Every clean, from wherever, passes here. */

import type { ExecuteAnswer, PlanAnswer, PlanPageAnswer } from '../../shared/contract.ts';
import { nameOfPreset, optionsOf, type ItemKind, type PresetId } from '../../shared/clean-options.ts';
import type { CleanSource, Plan, Receipt } from '../../shared/plan.ts';
import type { Settings, SettingsPatch } from '../../shared/settings.ts';
import type { AppState } from '../../shared/state.ts';
import { pauseEndMs, type PauseUntil } from './automation/pause-end.ts';
import type { Scheduler } from './automation/scheduler.ts';
import type { BilgeParts } from './bilge-parts.ts';
import type { Cleaner } from './cleaning/cleaner.ts';
import { coversPlan, withConsent } from './cleaning/consent.ts';
import { planPage, summarizePlan, summarizeReceipt } from './cleaning/summaries.ts';
import type { Monitor } from './monitor.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { NoticeAction } from './notices.ts';
import { EngineError, type Engine } from './ports.ts';
import type { Store } from './store.ts';

/** A clean that was accepted waits this long for a build to end before it gives up and says so. */
const BUILD_WAIT_MS = 30 * 60_000;

export interface OneClickAnswer {
  readonly kind: 'started' | 'plan-opened' | 'busy';
}

/** What the commands act on. */
export interface Helm {
  readonly engine: Engine | undefined;
  readonly store: Store;
  readonly monitor: Monitor;
  readonly scheduler: Scheduler;
  readonly board: NoticeBoard;
  openEngine(endpoint: string | undefined): Promise<void>;
  openSample(): Promise<void>;
}

export class Commands {
  readonly #parts: BilgeParts;
  readonly #cleaner: Cleaner;
  readonly #helm: Helm;
  /** Of this session: what was just shown is found again, whatever the disk could take. */
  #lastReceipt: Receipt | undefined;

  constructor(parts: BilgeParts, cleaner: Cleaner, helm: Helm) {
    this.#parts = parts;
    this.#cleaner = cleaner;
    this.#helm = helm;
  }

  /** A lost engine is looked for anew, since another may be there by now; but not while a clean waits for its own to be back. */
  async refresh(): Promise<AppState> {
    const { engine, settings } = this.#state;
    if (engine.kind === 'unreachable' && settings.endpoint === null && !this.#cleaner.isBusy)
      await this.#helm.openEngine(undefined);
    await this.#helm.monitor.refresh();
    return this.#state;
  }

  async createPlan(preset: PresetId): Promise<PlanAnswer> {
    if (this.#cleaner.isBusy) return { kind: 'busy' };
    try {
      const plan = await this.#plan(preset);
      if (plan.items.length === 0) return { kind: 'nothing-to-clean' };
      return { kind: 'plan', plan: summarizePlan(plan, !this.#isRemote && !this.#isCovered(plan)) };
    } catch (error) {
      return { kind: 'engine-error', error: kindOf(error) };
    }
  }

  planPage(planId: string, kind: ItemKind, offset: number): PlanPageAnswer {
    return planPage(this.#cleaner.shownPlan(planId), kind, offset);
  }

  /** The accepted plan starts; its receipt arrives in the state. */
  async executePlan(planId: string, fromNowOnAtOnce: boolean): Promise<ExecuteAnswer> {
    if (this.isBusy) return { kind: 'busy' };
    const plan = this.#cleaner.shownPlan(planId);
    if (plan === undefined) return { kind: 'expired' };
    if (fromNowOnAtOnce) {
      await this.#saveSettings({ cleansAtOnce: withConsent(this.#state.settings.cleansAtOnce, plan) });
    }
    if (this.#cleaner.isBusy) return { kind: 'busy' };
    void this.#run(plan, 'window');
    return { kind: 'started' };
  }

  /** Cleans at once where consent covers what would go; else opens the plan to be seen. */
  async oneClickClean(preset: PresetId, source: CleanSource): Promise<OneClickAnswer> {
    if (this.#cleaner.isBusy || this.#state.cleaning.kind === 'planning') return { kind: 'busy' };
    const plan = await this.#planQuietly(preset);
    if (plan === undefined || plan.items.length === 0 || !this.#isCovered(plan)) {
      this.#parts.openScreen('plan', preset);
      return { kind: 'plan-opened' };
    }
    void this.#run(plan, source);
    return { kind: 'started' };
  }

  /** The schedule and the size limit clean what their settings name; never a remote engine, whose plan must be seen. */
  async cleanUnasked(preset: PresetId, source: CleanSource): Promise<void> {
    const { engine } = this.#state;
    if (engine.kind !== 'ready' || engine.facts.isRemote || this.#cleaner.isBusy) return;
    const plan = await this.#planQuietly(preset);
    if (plan !== undefined && plan.items.length > 0) await this.#run(plan, source);
  }

  get isBusy(): boolean {
    return this.#cleaner.isBusy;
  }

  stopCleaning(): void {
    this.#cleaner.stop();
  }

  async lastReceipt(): Promise<Receipt | undefined> {
    return this.#lastReceipt ?? (await this.#parts.journal.receipts(1))[0];
  }

  async dismissInterrupted(): Promise<void> {
    await this.#parts.journal.acknowledge();
    this.#helm.store.update({ interrupted: undefined });
  }

  async saveSettings(patch: SettingsPatch): Promise<AppState> {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    await this.#saveSettings(Object.fromEntries(given));
    return this.#state;
  }

  async forgetConsent(): Promise<AppState> {
    await this.#saveSettings({ cleansAtOnce: [] });
    return this.#state;
  }

  pauseAutomation(until: PauseUntil): AppState {
    const pausedUntilMs = pauseEndMs(until, this.#parts.clock.nowMs());
    this.#helm.scheduler.pauseUntil(pausedUntilMs);
    this.#helm.store.update({ automation: { ...this.#state.automation, pausedUntilMs } });
    return this.#state;
  }

  async chooseEngine(token: string): Promise<AppState> {
    const chosen = this.#state.engines.find((each) => each.token === token);
    if (chosen !== undefined && !this.#cleaner.isBusy) {
      await this.#saveSettings({ endpoint: chosen.endpoint });
      await this.#helm.openEngine(chosen.endpoint);
    }
    return this.#state;
  }

  async startSample(): Promise<AppState> {
    if (!this.#cleaner.isBusy) await this.#helm.openSample();
    return this.#state;
  }

  /** A button of a notification. */
  async noticeAction(action: NoticeAction): Promise<void> {
    switch (action) {
      case 'clean-cache':
        // The button names what goes and how much: pressing it is the consent. Not for a remote engine, nor for another one than
        // the warning was about.
        if (this.#isRemote || !this.#isRaisedHere()) this.#parts.openScreen('plan', 'cache');
        else await this.cleanUnasked('cache', 'notification');
        break;
      case 'open-plan':
        this.#parts.openScreen('plan', 'deep');
        break;
      case 'open':
        this.#parts.openScreen('overview', undefined);
        break;
      case 'snooze':
        this.#helm.board.snooze();
    }
  }

  get #state(): AppState {
    return this.#helm.store.state;
  }

  /** An engine that is not known to be near counts as far. */
  get #isRemote(): boolean {
    const { engine } = this.#state;
    return engine.kind !== 'ready' || engine.facts.isRemote;
  }

  #isRaisedHere(): boolean {
    const { engine } = this.#state;
    return engine.kind === 'ready' && engine.facts.endpoint === this.#helm.board.raisedForEndpoint;
  }

  #isCovered(plan: Plan): boolean {
    return coversPlan(this.#state.settings.cleansAtOnce, plan, this.#isRemote);
  }

  #plan(preset: PresetId): Promise<Plan> {
    const { engine } = this.#helm;
    const { presets } = this.#state.settings;
    const options = optionsOf(preset, presets);
    if (engine === undefined) throw new EngineError('not-found', 'No engine is open');
    if (options === undefined) throw new Error(`No preset ${preset}`);
    return this.#cleaner.createPlan(engine, options, nameOfPreset(preset, presets));
  }

  /** Plans while every surface says so; undefined when the engine could not be read: the state already says why. */
  async #planQuietly(preset: PresetId): Promise<Plan | undefined> {
    this.#helm.store.update({ cleaning: { kind: 'planning', preset } });
    try {
      return await this.#plan(preset);
    } catch (error) {
      if (error instanceof EngineError) return undefined;
      throw error;
    } finally {
      // A plan accepted in the window may have started meanwhile.
      if (!this.#cleaner.isBusy) this.#helm.store.update({ cleaning: { kind: 'idle' } });
    }
  }

  async #run(plan: Plan, source: CleanSource): Promise<void> {
    const answer = await this.#cleaner.run(plan.id, { source, buildWaitMs: BUILD_WAIT_MS });
    if (answer.kind !== 'receipt') return;
    const { receipt } = answer;
    this.#lastReceipt = receipt;
    this.#helm.store.update({ lastReceipt: summarizeReceipt(receipt) });
  }

  async #saveSettings(change: Partial<Settings>): Promise<void> {
    const settings = { ...this.#state.settings, ...change };
    await this.#parts.settingsFile.write(settings);
    this.#helm.store.update({ settings });
    await this.#helm.scheduler.changeSettings(settings);
  }
}

function kindOf(error: unknown): EngineError['kind'] {
  return error instanceof EngineError ? error.kind : 'bad-reply';
}
