/** Looks for newer versions of Bilge: when a person asks, and once a day where they want it. Nothing is ever fetched or installed. */

import type { Clock, MemoryFile, ReleaseFeed } from './ports/host.ts';
import type { Store } from './store.ts';

/** A desktop that has just started has better things to do. */
const FIRST_LOOK_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** While offline. */
const RETRY_MS = 3_600_000;

export interface UpdateWatchParts {
  readonly clock: Clock;
  readonly releases: ReleaseFeed;
  readonly updateMemory: MemoryFile;
}

/** The last look that told something; plain data, kept across restarts. */
interface Look {
  readonly atMs: number;
  /** Null while nothing was published. */
  readonly newest: string | null;
}

export class UpdateWatch {
  readonly #parts: UpdateWatchParts;
  readonly #store: Store;
  #looking: Promise<void> | undefined;
  #dueAtMs = 0;
  #cancel: (() => void) | undefined;
  #unfollow: (() => void) | undefined;
  #isClosed = false;

  constructor(parts: UpdateWatchParts, store: Store) {
    this.#parts = parts;
    this.#store = store;
  }

  async start(): Promise<void> {
    const kept = await this.#parts.updateMemory.read();
    if (this.#isClosed) return;
    const firstMs = this.#parts.clock.nowMs() + FIRST_LOOK_MS;
    this.#dueAtMs = firstMs;
    if (isLook(kept)) {
      this.#tell(kept);
      this.#dueAtMs = Math.max(firstMs, kept.atMs + DAY_MS);
    }
    this.#unfollow = this.#store.follow(({ settings }, { settings: before }) => {
      if (settings.looksForUpdates === before.looksForUpdates) return;
      if (settings.looksForUpdates) void this.look();
      else this.#cancel?.();
    });
    this.#arm();
  }

  /** Resolves once the state tells what came of it; joins a look under way. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    }));
  }

  /** The machine woke up: timers do not count its sleep. */
  wake(): void {
    this.#arm();
  }

  close(): void {
    this.#isClosed = true;
    this.#unfollow?.();
    this.#cancel?.();
  }

  async #look(): Promise<void> {
    this.#update({ isLooking: true });
    const answer = await this.#parts.releases.newest();
    const nowMs = this.#parts.clock.nowMs();
    if (answer.kind === 'offline' || answer.kind === 'bad-reply')
      this.#update({ isLooking: false, problem: answer.kind });
    else this.#learn({ atMs: nowMs, newest: answer.kind === 'version' ? answer.version : null });
    this.#dueAtMs = nowMs + (answer.kind === 'offline' ? RETRY_MS : DAY_MS);
    this.#arm();
  }

  #learn(look: Look): void {
    this.#tell(look);
    // Losing it costs one more look.
    void this.#parts.updateMemory.write(look).catch(() => undefined);
  }

  #tell({ atMs, newest }: Look): void {
    const isNewer = newest !== null && comesAfter(newest, this.#store.state.surroundings.appVersion);
    this.#update({
      isLooking: false,
      newer: isNewer ? newest : undefined,
      lookedAtMs: atMs,
      problem: undefined,
    });
  }

  #update(parts: Partial<Store['state']['updates']>): void {
    this.#store.update({ updates: { ...this.#store.state.updates, ...parts } });
  }

  /** A clock that was set back must not put it off for longer than a day. */
  #arm(): void {
    this.#cancel?.();
    if (this.#isClosed || !this.#store.state.settings.looksForUpdates) return;
    const leftMs = this.#dueAtMs - this.#parts.clock.nowMs();
    const delayMs = Math.min(DAY_MS, Math.max(0, leftMs));
    this.#cancel = this.#parts.clock.after(delayMs, () => void this.look());
  }
}

/** Of `1.10.0` and `1.9.0` the first, and a release before its own previews. */
function comesAfter(version: string, other: string): boolean {
  const [release = '', preview] = other.split('-');
  const order = version.localeCompare(release, 'en', { numeric: true });
  return order > 0 || (order === 0 && preview !== undefined);
}

function isLook(kept: unknown): kept is Look {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'atMs' in kept &&
    Number.isFinite(kept.atMs) &&
    'newest' in kept &&
    (kept.newest === null || typeof kept.newest === 'string')
  );
}
