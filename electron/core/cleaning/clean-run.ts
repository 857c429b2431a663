/** One clean from its acceptance to its receipt: waits for its turn and for builds, then runs; may be stopped, and insisted on. */

import type { CleanSource, CleanProblem, Plan, Receipt } from '../../../shared/plan.ts';
import type { Cleaning } from '../../../shared/state.ts';
import { lockKey } from '../engine-key.ts';
import type { Engine, Stop } from '../ports/engine.ts';
import type { UnfinishedClean } from '../ports/host.ts';
import { BuildWatch } from './await-builds.ts';
import type { Guard } from './clean-scope.ts';
import type { CleanerParts, RunOptions } from './execution.ts';
import { executePlan, problemOf, refusedReceipt } from './execute-plan.ts';
import { pause } from '../pause.ts';
import { ProgressMeter } from './progress-meter.ts';

/** How often it is asked whether another process has finished its clean. */
const ASK_AGAIN_MS = 1_000;

export interface CleanOrder {
  readonly plan: Plan;
  readonly engine: Engine;
  /** What was done of it before it was cut off; undefined for a fresh plan. */
  readonly before: UnfinishedClean | undefined;
  readonly guard: () => Guard;
}

type Release = () => Promise<void>;

export class CleanRun {
  readonly #parts: CleanerParts;
  readonly #order: CleanOrder;
  readonly #options: RunOptions;
  readonly #onChange: (cleaning: Cleaning) => void;
  readonly #stop: Stop & { abort(): void };
  readonly #insisted: Stop & { abort(): void };
  #cleaning: Cleaning = { kind: 'idle' };

  constructor(
    parts: CleanerParts,
    order: CleanOrder,
    options: RunOptions,
    onChange: (cleaning: Cleaning) => void,
  ) {
    this.#parts = parts;
    this.#order = order;
    this.#options = options;
    this.#onChange = onChange;
    this.#stop = parts.newStop();
    this.#insisted = parts.newStop();
    if (options.buildWaitMs === undefined) this.#insisted.abort();
  }

  /** Ends after the calls in flight; what waits gives up. */
  stop(): void {
    this.#stop.abort();
    if (this.#cleaning.kind === 'running') this.#show({ ...this.#cleaning, isStopping: true });
  }

  /** Builds count no more: a wait for one is over. */
  insist(): void {
    this.#insisted.abort();
  }

  /** Never rejects: whatever fails, the receipt says it. */
  async receipt(): Promise<Receipt> {
    let release: Release | undefined;
    try {
      release = await this.#turn();
      if (release === undefined) return this.#nothingDone('other-clean-runs');
      return await this.#cleaned();
    } catch (error) {
      return this.#nothingDone(problemOf(error));
    } finally {
      // A lock that cannot be given back ends with this process; the receipt must not be lost over it.
      await release?.().catch(() => undefined);
    }
  }

  /** One clean at a time for each engine (safety law 5); undefined when it never came, or was no longer waited for. */
  async #turn(): Promise<Release | undefined> {
    const { clock, lock } = this.#parts;
    const { lockWaitMs = this.#options.buildWaitMs ?? 0 } = this.#options;
    const key = lockKey(this.#order.plan.engine);
    const deadlineMs = clock.nowMs() + lockWaitMs;
    for (let asked = 0; ; asked += 1) {
      const release = await lock.acquire(key);
      if (release !== undefined || this.#stop.aborted || clock.nowMs() >= deadlineMs) return release;
      if (asked === 0) this.#showWait('other-clean-runs');
      await pause(clock, ASK_AGAIN_MS, this.#stop);
    }
  }

  async #cleaned(): Promise<Receipt> {
    const { clock } = this.#parts;
    const { plan, engine, before, guard } = this.#order;
    const startedAtMs = clock.nowMs();
    const meter = new ProgressMeter(plan.items, clock, (progress) =>
      this.#show({
        kind: 'running',
        preset: plan.options.preset,
        startedAtMs,
        progress,
        isStopping: this.#stop.aborted,
      }),
    );
    const builds = new BuildWatch({
      clock,
      stop: this.#stop,
      insisted: this.#insisted,
      limitMs: this.#options.buildWaitMs ?? 0,
      onWait: () => {
        meter.rest();
        this.#showWait('build-runs');
      },
    });
    await builds.untilIdle(engine);
    if (this.#stop.aborted) return this.#nothingDone(undefined);
    return executePlan(
      { ...this.#parts, engine },
      { plan, source: this.#source, before, guard, stop: this.#stop, builds, meter },
    );
  }

  /** A clean that goes on was asked for by whoever began it. */
  get #source(): CleanSource {
    return this.#order.before?.source ?? this.#options.source;
  }

  #nothingDone(problem: CleanProblem | undefined): Receipt {
    const isStopped = this.#stop.aborted && (problem === undefined || problem === 'other-clean-runs');
    const receipt = refusedReceipt(
      this.#order.plan,
      this.#source,
      this.#parts.clock.nowMs(),
      isStopped ? undefined : problem,
    );
    return isStopped ? { ...receipt, outcome: 'stopped' } : receipt;
  }

  #showWait(reason: Extract<Cleaning, { kind: 'waiting' }>['reason']): void {
    const { preset } = this.#order.plan.options;
    this.#show({ kind: 'waiting', preset, reason, sinceMs: this.#parts.clock.nowMs() });
  }

  #show(cleaning: Cleaning): void {
    this.#cleaning = cleaning;
    this.#onChange(cleaning);
  }
}
