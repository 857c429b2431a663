/** What people ask of past cleans. */

import { RECEIPT_PAGE_SIZE, type ReceiptPage } from '../../../shared/contract.ts';
import type { Receipt } from '../../../shared/plan.ts';
import { summarizeReceipt } from '../cleaning/summaries.ts';
import type { Journal } from '../ports/host.ts';
import { findReceipts } from '../receipts/find-receipts.ts';
import { receiptsCsv } from '../receipts/receipts-csv.ts';
import { receiptsJson } from '../receipts/receipts-json.ts';
import type { Store } from '../store.ts';

export class ReceiptCommands {
  readonly #journal: Journal;
  readonly #store: Store;
  /** Of this session: what was just shown is found again, whatever the disk could take. */
  #last: Receipt | undefined;

  constructor(journal: Journal, store: Store) {
    this.#journal = journal;
    this.#store = store;
  }

  /** A clean ended: every surface shows its receipt. */
  add(receipt: Receipt): void {
    this.#last = receipt;
    this.#store.update({ lastReceipt: summarizeReceipt(receipt) });
  }

  async last(): Promise<Receipt | undefined> {
    return this.#last ?? (await this.#journal.receipts(1))[0];
  }

  async one(planId: string): Promise<Receipt | undefined> {
    return (await this.#all()).find((receipt) => receipt.planId === planId);
  }

  /** Newest first. */
  async page(query: string, offset: number): Promise<ReceiptPage> {
    const found = findReceipts(await this.#all(), query);
    return {
      receipts: found.slice(offset, offset + RECEIPT_PAGE_SIZE).map(summarizeReceipt),
      total: found.length,
    };
  }

  /** All of them, as text for a file. */
  async exported(format: 'json' | 'csv'): Promise<string> {
    const receipts = await this.#all();
    return format === 'json' ? receiptsJson(receipts) : receiptsCsv(receipts);
  }

  async #all(): Promise<readonly Receipt[]> {
    const kept = await this.#journal.receipts(Infinity);
    const last = this.#last;
    const isKept = last === undefined || kept.some(({ planId }) => planId === last.planId);
    return isKept ? kept : [last, ...kept];
  }
}
