/** Keeps account of a running clean: every outcome goes to the journal, then to the progress that people watch. */

import { freedBytes } from '../../../shared/freed-bytes.ts';
import type { ItemKind } from '../../../shared/clean-options.ts';
import {
  deletedItem,
  type CleanProgress,
  type DeletedItem,
  type KeepReason,
  type Plan,
  type PlanItem,
  type SkippedItem,
} from '../../../shared/plan.ts';
import type { Journal } from '../ports.ts';
import { sumOf } from '../usage/sum-of.ts';
import type { StepSink } from './delete-records.ts';

export class StepLog implements StepSink {
  readonly deletedItems: DeletedItem[] = [];
  readonly skippedItems: SkippedItem[] = [];
  readonly #plan: Plan;
  readonly #journal: Journal;
  readonly #onProgress: (progress: CleanProgress) => void;
  readonly #settled = new Set<PlanItem>();
  readonly #totalBytes: number;
  #kind: ItemKind = 'container';
  #doneBytes = 0;

  constructor(plan: Plan, journal: Journal, onProgress: (progress: CleanProgress) => void) {
    this.#plan = plan;
    this.#journal = journal;
    this.#onProgress = onProgress;
    this.#totalBytes = sumOf(plan.items, (item) => item.sizeBytes);
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

  begins(kind: ItemKind): void {
    this.#kind = kind;
    this.#report();
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
    await this.skipped(
      this.#plan.items.filter((item) => !this.#settled.has(item)),
      'stopped',
    );
  }

  async #settle(items: readonly PlanItem[], step: Parameters<Journal['step']>[0]): Promise<void> {
    for (const item of items) {
      this.#settled.add(item);
      this.#doneBytes += item.sizeBytes;
    }
    await this.#journal.step(step);
    this.#report();
  }

  #report(): void {
    this.#onProgress({
      kind: this.#kind,
      doneItems: this.#settled.size,
      totalItems: this.#plan.items.length,
      doneBytes: this.#doneBytes,
      totalBytes: this.#totalBytes,
      bytesPerSecond: undefined,
      leftMs: undefined,
      waitsFor: undefined,
    });
  }
}
