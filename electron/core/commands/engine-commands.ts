/** Which engine is in view, and when it is read. */

import type { AppState } from '../../../shared/state.ts';
import type { Helm } from './helm.ts';
import type { SettingsCommands } from './settings-commands.ts';

export class EngineCommands {
  readonly #helm: Helm;
  readonly #settings: SettingsCommands;
  /** Nobody turns away from an engine that is being cleaned, or that pulls. */
  readonly #isBusy: () => boolean;

  constructor(helm: Helm, settings: SettingsCommands, isBusy: () => boolean) {
    this.#helm = helm;
    this.#settings = settings;
    this.#isBusy = isBusy;
  }

  /** A lost engine is looked for anew, since another may be there by now; but not while a clean waits for its own to be back. */
  async refresh(): Promise<AppState> {
    const { engine, settings } = this.#state;
    if (engine.kind === 'unreachable' && settings.endpoint === null && !this.#isBusy())
      await this.#helm.openEngine(undefined);
    await this.#helm.monitor.refresh();
    return this.#state;
  }

  /** Everything is read, volumes too; the answer does not wait for it. */
  measure(): void {
    void this.#helm.monitor.refresh();
  }

  stopMeasuring(): void {
    this.#helm.monitor.stopMeasuring();
  }

  async choose(token: string): Promise<AppState> {
    const chosen = this.#state.engines.find((each) => each.token === token);
    if (chosen !== undefined && !this.#isBusy()) {
      await this.#settings.change(() => ({ endpoint: chosen.endpoint }));
      await this.#helm.openEngine(chosen.endpoint);
    }
    return this.#state;
  }

  async startSample(): Promise<AppState> {
    if (!this.#isBusy()) await this.#helm.openSample();
    return this.#state;
  }

  get #state(): AppState {
    return this.#helm.store.state;
  }
}
