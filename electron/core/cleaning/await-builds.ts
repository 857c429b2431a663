/**
 * No clean while a build runs (safety law 4): sees builds by records in use and by fresh image events, and waits for their end.
 * What a clean itself does is neither: it deletes and untags.
 *
 * It is looked before the first delete, before the images and before the records, and among the records whenever a look costs
 * little beside what was deleted since. In between the engine itself keeps what a build holds or has used.
 */

import type { Engine, Stop } from '../ports/engine.ts';
import type { Clock } from '../ports/host.ts';
import { eitherStop } from './either-stop.ts';
import { pause } from '../pause.ts';

/** An image made this lately may be one step of a build that goes on. */
const FRESH_EVENT_MS = 10_000;
const LOOK_AGAIN_MS = 2_000;
/** A look among the records may take this part of the time. */
const LOOK_SHARE = 0.05;
const SELDOMEST_LOOK_MS = 5_000;
const BUILD_ACTIONS: readonly string[] = ['tag', 'create', 'load', 'pull', 'import'];

/** The wait for builds was longer than it may be. */
export class StillBuilding extends Error {}

export interface BuildWait {
  readonly clock: Clock;
  readonly stop: Stop;
  /** Raised when the user insists: builds count no more. */
  readonly insisted: Stop;
  /** Longest wait, ms; 0 looks once. */
  readonly limitMs: number;
  /** Called once a wait, when it begins. */
  readonly onWait: () => void;
}

export async function hasFreshImages(engine: Engine, withinMs: number): Promise<boolean> {
  const events = await engine.recentEvents(withinMs);
  return events.some((event) => event.type === 'image' && BUILD_ACTIONS.includes(event.action));
}

async function isBuilding(engine: Engine): Promise<boolean> {
  if (await hasFreshImages(engine, FRESH_EVENT_MS)) return true;
  const { records } = await engine.readCache();
  return records.some((record) => record.isInUse);
}

export class BuildWatch {
  readonly #wait: BuildWait;
  #lookedAtMs = -Infinity;
  #lookTookMs = 0;
  #waits = 0;

  constructor(wait: BuildWait) {
    this.#wait = wait;
  }

  /** How often builds were waited for so far. */
  get waits(): number {
    return this.#waits;
  }

  /** Resolves when nothing builds, or the clean is stopped; fails with `StillBuilding`. */
  async untilIdle(engine: Engine): Promise<void> {
    const { clock, stop, insisted, limitMs, onWait } = this.#wait;
    const over = eitherStop(stop, insisted);
    const deadlineMs = clock.nowMs() + limitMs;
    for (let looks = 0; !over.aborted && (await this.#look(engine)); looks += 1) {
      if (clock.nowMs() >= deadlineMs) throw new StillBuilding();
      if (looks === 0) {
        this.#waits += 1;
        onWait();
      }
      await pause(clock, LOOK_AGAIN_MS, over);
    }
  }

  /** The same, unless it was looked lately. */
  async untilIdleIfDue(engine: Engine): Promise<void> {
    const soonestMs = Math.max(SELDOMEST_LOOK_MS, this.#lookTookMs / LOOK_SHARE);
    if (this.#wait.clock.nowMs() - this.#lookedAtMs >= soonestMs) await this.untilIdle(engine);
  }

  async #look(engine: Engine): Promise<boolean> {
    const { clock } = this.#wait;
    const beganMs = clock.nowMs();
    try {
      return await isBuilding(engine);
    } finally {
      this.#lookedAtMs = clock.nowMs();
      this.#lookTookMs = this.#lookedAtMs - beganMs;
    }
  }
}
