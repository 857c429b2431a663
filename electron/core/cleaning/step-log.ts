/** Keeps account of a running clean: every outcome goes to the journal, then to the progress that people watch. */

import { freedBytes } from '../../../shared/freed-bytes.ts';
import {
  deletedItem,
  type DeletedItem,
  type KeepReason,
  type Plan,
  type PlanItem,
  type SkippedItem,
} from '../../../shared/plan.ts';
import type { Clock, Journal, UnfinishedClean } from '../ports/host.ts';
import { sumOf } from '../usage/sum-of.ts';
import { itemKey } from './clean-scope.ts';
import type { StepSink } from './delete-records.ts';
import type { ProgressMeter } from './progress-meter.ts';

export interface StepLogParts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly meter: ProgressMeter;
}

/** What an earlier run of the same plan came to. */
export type Before = Pick<UnfinishedClean, 'deleted' | 'skipped' | 'workedMs'>;
const NOTHING_BEFORE: Before = { deleted: [], skipped: [], workedMs: 0 };

export class StepLog implements StepSink {
  readonly deletedItems: DeletedItem[];
  readonly skippedItems: SkippedItem[];
  readonly #plan: Plan;
  readonly #parts: StepLogParts;
  /** Keys of items. */
  readonly #settled: Set<string>;
  readonly #workedBeforeMs: number;
  readonly #beganMs: number;

  constructor(plan: Plan, parts: StepLogParts, { deleted, skipped, workedMs }: Before = NOTHING_BEFORE) {
    this.#plan = plan;
    this.#parts = parts;
    this.deletedItems = [...deleted];
    this.skippedItems = [...skipped];
    this.#workedBeforeMs = workedMs;
    this.#beganMs = parts.clock.nowMs();
    this.#settled = new Set([...deleted, ...skipped].map(keyOf));
    parts.meter.settled(
      plan.items.filter((item) => this.#settled.has(keyOf(item))),
      { isNew: false },
    );
  }

  /** Time spent on it, in this run and before, ms. */
  get workedMs(): number {
    return this.#workedBeforeMs + this.#parts.clock.nowMs() - this.#beganMs;
  }

  /** Bytes of what went, by our own account. */
  get engineBytes(): number {
    return sumOf(this.deletedItems, (item) => item.sizeBytes);
  }

  /** What the disk certainly got back. */
  get freedBytes(): number {
    const areRecordsGone = this.skippedItems.every(
      ({ kind, why }) => kind !== 'record' || why === 'already-gone',
    );
    return freedBytes(this.deletedItems, areRecordsGone);
  }

  /** What nothing was said of yet. */
  unsettled(): readonly PlanItem[] {
    return this.#plan.items.filter((item) => !this.#settled.has(keyOf(item)));
  }

  async deleted(items: readonly PlanItem[]): Promise<void> {
    if (items.length === 0) return;
    const deleted = items.map(deletedItem);
    this.deletedItems.push(...deleted);
    await this.#settle(items, { deleted, skipped: [] });
  }

  async skipped(items: readonly PlanItem[], why: KeepReason): Promise<void> {
    if (items.length === 0) return;
    const skipped = items.map(({ kind, id, name }) => ({ kind, id, name, why }));
    this.skippedItems.push(...skipped);
    await this.#settle(items, { deleted: [], skipped });
  }

  /** What nothing was said of yet stays, because the clean ended before it. */
  async skipRest(): Promise<void> {
    await this.skipped(this.unsettled(), 'stopped');
  }

  async #settle(
    items: readonly PlanItem[],
    step: Pick<UnfinishedClean, 'deleted' | 'skipped'>,
  ): Promise<void> {
    for (const item of items) this.#settled.add(keyOf(item));
    await this.#parts.journal.step({ ...step, workedMs: this.workedMs });
    this.#parts.meter.settled(items);
  }
}

function keyOf({ kind, id }: Pick<PlanItem, 'kind' | 'id'>): string {
  return itemKey(kind, id);
}
