/** Cleans by itself: on its schedule, and when the cache exceeds a size. Runs a missed schedule once after wake or start. */

import type { PresetId } from '../../../shared/clean-options.ts';
import type { CleanSource } from '../../../shared/plan.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Clock, Journal } from '../ports/host.ts';
import { nextRunAtMs } from './next-run.ts';

/** The longest sleep of the timer: wall clocks jump, and a timer does not notice. */
const LOOK_AGAIN_MS = 15 * 60_000;
/** A cache that a clean could not bring below its limit is not cleaned again sooner. */
const AUTO_CLEAN_REST_MS = 6 * 3_600_000;

export interface SchedulerParts {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'lastScheduledRunMs' | 'noteScheduledRun'>;
  /** Whether the engine could be cleaned now: it answers, and nothing cleans it; what falls due while it cannot waits for it. */
  readonly isEngineReady: () => boolean;
  /** Plans and runs one clean; answers when it ended. */
  readonly clean: (preset: PresetId, source: CleanSource) => Promise<void>;
  readonly onNextRun: (nextRunAtMs: number | undefined) => void;
}

export class Scheduler {
  readonly #parts: SchedulerParts;
  #settings: Settings;
  #pausedUntilMs: number | undefined;
  #cancelTimer: () => void = () => undefined;
  #lastAutoCleanMs: number | undefined;
  #isRunning = false;

  constructor(parts: SchedulerParts, settings: Settings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /** Runs what was missed while off, then waits for the next time. Call again after wake and when the engine is back. */
  async look(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      await this.#runIfDue();
    } finally {
      this.#isRunning = false;
      // Whatever failed this time, the next time comes.
      this.#arm();
    }
  }

  async #runIfDue(): Promise<void> {
    const { clock, journal } = this.#parts;
    const nowMs = clock.nowMs();
    const lastRunMs = await journal.lastScheduledRunMs();
    // A clock set back must not hold the schedule until the old time comes round again.
    const sinceMs = lastRunMs === undefined || lastRunMs > nowMs ? nowMs : lastRunMs;
    if (sinceMs !== lastRunMs) await journal.noteScheduledRun(sinceMs);
    const dueMs = nextRunAtMs(this.#settings.schedule, sinceMs, clock.timeZone());
    if (dueMs === undefined || dueMs > nowMs) return;
    if (this.#isPaused(nowMs)) await journal.noteScheduledRun(nowMs);
    else if (this.#parts.isEngineReady()) {
      await journal.noteScheduledRun(nowMs);
      await this.#parts.clean(this.#settings.schedulePreset, 'schedule');
    }
  }

  /** A changed schedule starts from now: nothing that it would have done earlier was missed. */
  async changeSettings(settings: Settings): Promise<void> {
    const isNewSchedule = JSON.stringify(settings.schedule) !== JSON.stringify(this.#settings.schedule);
    this.#settings = settings;
    if (isNewSchedule) await this.#parts.journal.noteScheduledRun(this.#parts.clock.nowMs());
    this.#arm();
  }

  /** Until then nothing runs by itself; undefined resumes. Runs that fall in a pause are passed over, not saved up. */
  pauseUntil(untilMs: number | undefined): void {
    this.#pausedUntilMs = untilMs;
    this.#arm();
  }

  /** Tells of a fresh reading of the build cache. */
  async cacheIs(totalBytes: number): Promise<void> {
    const limitBytes = this.#settings.autoCleanAboveBytes;
    const nowMs = this.#parts.clock.nowMs();
    const rests = this.#lastAutoCleanMs !== undefined && nowMs - this.#lastAutoCleanMs < AUTO_CLEAN_REST_MS;
    if (limitBytes === null || totalBytes <= limitBytes || rests || this.#isPaused(nowMs) || this.#isRunning)
      return;
    if (!this.#parts.isEngineReady()) return;
    this.#lastAutoCleanMs = nowMs;
    this.#isRunning = true;
    try {
      await this.#parts.clean(this.#settings.autoCleanPreset, 'threshold');
    } finally {
      this.#isRunning = false;
      // A time of the schedule that came meanwhile was passed over, and its timer is spent.
      await this.look();
    }
  }

  close(): void {
    this.#cancelTimer();
  }

  #isPaused(nowMs: number): boolean {
    return this.#pausedUntilMs !== undefined && nowMs < this.#pausedUntilMs;
  }

  #arm(): void {
    this.#cancelTimer();
    const { clock } = this.#parts;
    const nowMs = clock.nowMs();
    const dueMs = nextRunAtMs(this.#settings.schedule, nowMs, clock.timeZone());
    this.#parts.onNextRun(dueMs);
    if (dueMs === undefined) return;
    this.#cancelTimer = clock.after(Math.min(dueMs - nowMs, LOOK_AGAIN_MS), () => void this.look());
  }
}
