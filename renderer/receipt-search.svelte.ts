/** The receipts a search found, a page at a time. */

import type { ReceiptSummary } from '../shared/state.ts';
import type { AppMirror } from './app-state.svelte.ts';

/** Long enough to type on, short enough to feel at once. */
const TYPING_MS = 150;

export class ReceiptSearch {
  readonly #app: AppMirror;
  #query = $state('');
  #receipts = $state.raw<readonly ReceiptSummary[]>();
  #total = $state(0);
  #foundQuery = $state('');
  #lastPlanId: string | undefined;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: AppMirror) {
    this.#app = app;
  }

  /** What is typed. */
  get query(): string {
    return this.#query;
  }

  /** Newest first; undefined until the first answer. */
  get receipts(): readonly ReceiptSummary[] | undefined {
    return this.#receipts;
  }

  /** How many there are in all, shown or not. */
  get total(): number {
    return this.#total;
  }

  /** What the receipts shown were searched for: older than `query` while it is being typed. */
  get foundQuery(): string {
    return this.#foundQuery;
  }

  /** Searches once the typing rests. */
  type(query: string): void {
    this.#query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.search(), TYPING_MS);
  }

  /** Reads anew when a clean has ended: its receipt comes on top. */
  follow(lastPlanId: string | undefined): void {
    if (this.#receipts && lastPlanId === this.#lastPlanId) return;
    this.#lastPlanId = lastPlanId;
    void this.search();
  }

  /** Reads the first page anew; an answer to an older question is dropped. */
  search(): Promise<void> {
    return this.#read([]);
  }

  more(): Promise<void> {
    return this.#read(this.#receipts ?? []);
  }

  /** Nothing is asked any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#attempt += 1;
  }

  async #read(before: readonly ReceiptSummary[]): Promise<void> {
    clearTimeout(this.#timer);
    this.#attempt += 1;
    const attempt = this.#attempt;
    const query = this.#query.trim();
    const page = await this.#app.ask(this.#app.bridge.receipts({ query, offset: before.length }));
    if (attempt !== this.#attempt || !page) return;
    // A clean that ended in between moves every receipt by one: none is shown twice.
    const isNew = ({ planId }: ReceiptSummary) => before.every((shown) => shown.planId !== planId);
    this.#receipts = [...before, ...page.receipts.filter(isNew)];
    this.#total = page.total;
    this.#foundQuery = query;
  }
}
