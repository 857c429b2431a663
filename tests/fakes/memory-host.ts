/** Files and locks of the core's ports, kept in memory. */

import type { Journal, UnfinishedClean } from '../../electron/core/ports/host.ts';
import type { Receipt } from '../../shared/plan.ts';

/** What was written, for tests to read. */
export class MemoryJournal implements Journal {
  readonly finished: Receipt[] = [];
  readonly lines: string[] = [];
  left: UnfinishedClean | undefined;
  scheduledMs: number | undefined;
  /** These fail, as on a disk that refuses even the preallocated file. */
  readonly broken = new Set<'begin' | 'step' | 'finish' | 'read'>();

  async begin(plan: { readonly id: string }): Promise<void> {
    this.#failIfBroken('begin');
    this.lines.push(`begin ${plan.id}`);
  }

  async step(done: Parameters<Journal['step']>[0]): Promise<void> {
    this.#failIfBroken('step');
    for (const { kind, id } of done.deleted) this.lines.push(`deleted ${kind} ${id}`);
    for (const { kind, id, why } of done.skipped) this.lines.push(`skipped ${kind} ${id} ${why}`);
  }

  async resume({ plan }: UnfinishedClean): Promise<void> {
    this.#failIfBroken('begin');
    if (this.left?.plan.id !== plan.id) throw new Error('That clean is no longer unfinished.');
    this.lines.push(`resume ${plan.id}`);
  }

  async finish(receipt: Receipt): Promise<void> {
    this.#failIfBroken('finish');
    this.left = undefined;
    this.lines.push('finish');
    this.finished.unshift(receipt);
  }

  async file(receipt: Receipt): Promise<void> {
    this.finished.unshift(receipt);
  }

  async unfinished(): Promise<UnfinishedClean | undefined> {
    this.#failIfBroken('read');
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

  #failIfBroken(part: 'begin' | 'step' | 'finish' | 'read'): void {
    if (this.broken.has(part)) throw new Error(`the journal fails to ${part}`);
  }
}

export function stopSignal(): AbortSignal & { abort(): void } {
  const controller = new AbortController();
  return Object.assign(controller.signal, { abort: () => controller.abort() });
}
