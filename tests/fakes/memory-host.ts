/** Files and locks of the core's ports, kept in memory. */

import type { Journal, UnfinishedClean } from '../../electron/core/ports.ts';
import type { Receipt } from '../../shared/plan.ts';

/** What was written, for tests to read. */
export class MemoryJournal implements Journal {
  readonly finished: Receipt[] = [];
  readonly lines: string[] = [];
  left: UnfinishedClean | undefined;
  scheduledMs: number | undefined;
  /** Makes `begin` fail, as a disk that refuses even the preallocated file. */
  isBroken = false;

  async begin(plan: { readonly id: string }): Promise<void> {
    if (this.isBroken) throw new Error('no journal');
    this.lines.push(`begin ${plan.id}`);
  }

  async step(done: Parameters<Journal['step']>[0]): Promise<void> {
    for (const { kind, id } of done.deleted) this.lines.push(`deleted ${kind} ${id}`);
    for (const { kind, id, why } of done.skipped) this.lines.push(`skipped ${kind} ${id} ${why}`);
  }

  async finish(receipt: Receipt): Promise<void> {
    this.lines.push('finish');
    this.finished.unshift(receipt);
  }

  async unfinished(): Promise<UnfinishedClean | undefined> {
    return this.left;
  }

  async acknowledge(): Promise<void> {
    this.left = undefined;
  }

  async receipts(limit: number): Promise<readonly Receipt[]> {
    return this.finished.slice(0, limit);
  }

  async lastScheduledRunMs(): Promise<number | undefined> {
    return this.scheduledMs;
  }

  async noteScheduledRun(atMs: number): Promise<void> {
    this.scheduledMs = atMs;
  }
}

export function stopSignal(): AbortSignal & { abort(): void } {
  const controller = new AbortController();
  return Object.assign(controller.signal, { abort: () => controller.abort() });
}
