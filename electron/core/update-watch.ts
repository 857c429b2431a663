/** Looks for newer versions of Bilge: when a person asks, and once a day where they want it. Nothing is ever fetched or installed. */

import type { Clock, ReleaseFeed } from './ports/host.ts';
import type { Store } from './store.ts';

/** A desktop that has just started has better things to do. */
const FIRST_LOOK_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** After a look that nobody answered. */
const RETRY_MS = 3_600_000;

interface UpdateWatchParts {
  readonly clock: Clock;
  readonly releases: ReleaseFeed;
}

export class UpdateWatch {
  readonly #parts: UpdateWatchParts;
  readonly #store: Store;
  #looking: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #unfollow: (() => void) | undefined;

  constructor(parts: UpdateWatchParts, store: Store) {
    this.#parts = parts;
    this.#store = store;
  }

  start(): void {
    this.#armWithin(FIRST_LOOK_MS);
    this.#unfollow = this.#store.follow(({ settings: { looksForUpdates } }, { settings: before }) => {
      if (looksForUpdates === before.looksForUpdates) return;
      if (looksForUpdates) void this.look();
      else this.#cancel?.();
    });
  }

  /** Resolves once the state tells what came of it; joins a look under way. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    }));
  }

  close(): void {
    this.#unfollow?.();
    this.#cancel?.();
  }

  async #look(): Promise<void> {
    this.#update({ isLooking: true });
    const answer = await this.#parts.releases.newest();
    if (answer.kind === 'version') {
      const isNewer = comesAfter(answer.version, this.#store.state.surroundings.appVersion);
      this.#update({
        isLooking: false,
        newer: isNewer ? answer.version : undefined,
        lookedAtMs: this.#parts.clock.nowMs(),
        problem: undefined,
      });
    } else this.#update({ isLooking: false, problem: answer.kind });
    this.#armWithin(answer.kind === 'version' ? DAY_MS : RETRY_MS);
  }

  #update(parts: Partial<Store['state']['updates']>): void {
    this.#store.update({ updates: { ...this.#store.state.updates, ...parts } });
  }

  #armWithin(delayMs: number): void {
    this.#cancel?.();
    if (this.#store.state.settings.looksForUpdates)
      this.#cancel = this.#parts.clock.after(delayMs, () => void this.look());
  }
}

/** Of `1.10.0` and `1.9.0` the first. */
function comesAfter(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) > 0;
}
