/** What people set: settings, consent, pauses. The only writer of the settings. */

import type { RuleMatch } from '../../../shared/contract.ts';
import type { Settings, SettingsPatch } from '../../../shared/settings.ts';
import type { AppState } from '../../../shared/state.ts';
import { pauseEndMs, type PauseUntil } from '../automation/pause-end.ts';
import type { BilgeParts } from '../bilge-parts.ts';
import { ruleMatches } from '../cleaning/rule-matches.ts';
import { settleSettings } from '../settle-settings.ts';
import type { Helm } from './helm.ts';

export class SettingsCommands {
  readonly #parts: Pick<BilgeParts, 'settingsFile' | 'clock'>;
  readonly #helm: Helm;
  #written: Promise<void> = Promise.resolve();

  constructor(parts: Pick<BilgeParts, 'settingsFile' | 'clock'>, helm: Helm) {
    this.#parts = parts;
    this.#helm = helm;
  }

  async save(patch: SettingsPatch): Promise<AppState> {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    await this.change(() => Object.fromEntries(given));
    return this.#helm.store.state;
  }

  async forgetConsent(): Promise<AppState> {
    await this.change(() => ({ cleansAtOnce: [] }));
    return this.#helm.store.state;
  }

  /** Changes come one after the other, each made from what the one before left. Rejects where the file cannot be written. */
  change(changeOf: (settings: Settings) => Partial<Settings>): Promise<void> {
    const turn = this.#written.then(() => this.#write(changeOf));
    this.#written = turn.catch(() => undefined);
    return turn;
  }

  pauseAutomation(until: PauseUntil): AppState {
    const { clock } = this.#parts;
    const { scheduler, store } = this.#helm;
    const pausedUntilMs = pauseEndMs(until, clock.nowMs(), clock.timeZone());
    scheduler.pauseUntil(pausedUntilMs);
    store.update({ automation: { ...store.state.automation, pausedUntilMs } });
    return store.state;
  }

  /** What each protect rule keeps, by the last whole reading; nothing before the first. */
  protectedNow(): readonly RuleMatch[] {
    const { monitor, store } = this.#helm;
    return monitor.inventory === undefined
      ? []
      : ruleMatches(store.state.settings.protectRules, monitor.inventory);
  }

  async #write(changeOf: (settings: Settings) => Partial<Settings>): Promise<void> {
    const { store, scheduler, monitor } = this.#helm;
    const before = store.state.settings;
    const settings = settleSettings(before, changeOf(before));
    await this.#parts.settingsFile.write(settings);
    store.update({ settings });
    if (WEIGHED_BY.some((field) => settings[field] !== before[field])) monitor.weighAgain();
    await scheduler.changeSettings(settings);
  }
}

/** What the sums depend on beside the engine. */
const WEIGHED_BY = ['protectRules', 'keepsKnownTools', 'presets'] as const;
