/** The window's read-only mirror of the app's state, and the way its parts ask main for something. */

import { createContext } from 'svelte';
import type { Bridge } from '../shared/contract.ts';
import { useLanguage, type Locale } from '../shared/locale.ts';
import type { SettingsPatch } from '../shared/settings.ts';
import type { AppState } from '../shared/state.ts';

export class AppMirror {
  readonly bridge: Bridge;
  #state = $state.raw<AppState>();
  #locale = $state<Locale>(useLanguage('system', navigator.language));
  #hasFailed = $state(false);

  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** Undefined until main first answered. */
  get state(): AppState | undefined {
    return this.#state;
  }

  get locale(): Locale {
    return this.#locale;
  }

  /** The last request got no answer: a fault of ours, told to the user once. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Follows main until the returned function is called. */
  connect(): () => void {
    const stop = this.bridge.onState((state) => this.#take(state));
    void this.change(this.bridge.getState());
    return stop;
  }

  /** The answer, or undefined when the request failed; the failure is then shown, until something else succeeds. */
  async ask<T>(answer: Promise<T>): Promise<T | undefined> {
    const value = await this.fetch(answer);
    if (value !== undefined) this.#hasFailed = false;
    return value;
  }

  /** As `ask`, for what a part fetches by itself: its success does not hide that what the user did has failed. */
  async fetch<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch {
      this.#hasFailed = true;
      return undefined;
    }
  }

  /** For requests answered with the state they led to. */
  async change(answer: Promise<AppState>): Promise<void> {
    const state = await this.ask(answer);
    if (state) this.#take(state);
  }

  save(patch: SettingsPatch): Promise<void> {
    return this.change(this.bridge.saveSettings(patch));
  }

  dismissFailure(): void {
    this.#hasFailed = false;
  }

  #take(state: AppState): void {
    this.#locale = useLanguage(state.settings.language, navigator.language);
    this.#state = state;
  }
}

export const [useApp, provideApp] = createContext<AppMirror>();
