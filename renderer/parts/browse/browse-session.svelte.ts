/** One list as the user looks at it: its filter and order, the pages of it that were fetched, where the cursor is, what is marked. */

import {
  BROWSE_PAGE_SIZE,
  MOST_MARKED,
  type BrowseFilter,
  type BrowseKind,
  type BrowsePage,
  type BrowseSort,
} from '../../../shared/browse.ts';
import type { AppMirror } from '../../app-state.svelte.ts';
import { RowPages } from '../../row-pages.svelte.ts';
import type { RowOf } from './browse-column.ts';
import { Marks } from './marks.svelte.ts';
import type { RowSource } from './row-source.ts';

/** Pages on their way at one time: typing or scrolling fast must not queue up in main. */
const MOST_ASKED = 2;
/** Texts and times are sorted from the smallest, amounts from the largest. */
const RISING: readonly BrowseSort[] = ['name'];

type Found = Pick<Extract<BrowsePage, { kind: 'page' }>, 'total' | 'sizeBytes' | 'freesBytes' | 'takenAtMs'>;

export class BrowseSession<K extends BrowseKind> implements RowSource<RowOf<K>> {
  readonly marks = new Marks();
  readonly kind: K;
  readonly #app: AppMirror;
  readonly #pages = new RowPages<RowOf<K>>(BROWSE_PAGE_SIZE);
  #filter = $state.raw<BrowseFilter>();
  #sort = $state<BrowseSort>('size');
  #isDescending = $state(true);
  #answer = $state.raw<Found | 'not-read'>();
  /** The filter and order that `#answer` and the pages are of; older than what is asked while an answer is on its way. */
  #shown = $state('');
  #reading = '';
  #cursor = $state(0);
  #visible: readonly number[] = [0];
  #askedCount = 0;

  constructor(app: AppMirror, kind: K, sort: BrowseSort, isRising = RISING.includes(sort)) {
    this.#app = app;
    this.kind = kind;
    this.#sort = sort;
    this.#isDescending = !isRising;
  }

  get filter(): BrowseFilter {
    return this.#filter ?? { kind: this.kind, text: '', view: 'all' };
  }

  get sort(): BrowseSort {
    return this.#sort;
  }

  get isDescending(): boolean {
    return this.#isDescending;
  }

  /** Sums of all that the filter finds; undefined before the first answer. */
  get found(): Found | 'not-read' | undefined {
    return this.#answer;
  }

  get total(): number {
    return this.#answer === undefined || this.#answer === 'not-read' ? 0 : this.#answer.total;
  }

  get shown(): string {
    return this.#shown;
  }

  /** What is shown is of an older filter or order. */
  get isBehind(): boolean {
    return this.#shown !== this.#question;
  }

  /** Nothing is left out. */
  get isUnfiltered(): boolean {
    const { text, view, type } = this.filter;
    return text.trim() === '' && view === 'all' && type === undefined;
  }

  get cursor(): number {
    return Math.max(0, Math.min(this.#cursor, this.total - 1));
  }

  set cursor(index: number) {
    this.#cursor = index;
  }

  rowAt(index: number): RowOf<K> | undefined {
    return this.#pages.at(index);
  }

  /** −1 where it is not among the pages that are known. */
  indexOf(row: number): number {
    return this.#pages.indexOf(row);
  }

  /** Changes the filter; the cursor begins anew. Rows that are marked stay so. */
  narrow(change: Partial<BrowseFilter>): void {
    const next = { ...this.filter, ...change };
    this.#filter = next.type === undefined ? withoutType(next) : next;
    this.marks.forgetFound();
    this.#beginAnew();
  }

  showAll(): void {
    this.narrow({ text: '', view: 'all', type: undefined });
  }

  /** Sorts; by the same again, the other way round. */
  sortBy(sort: BrowseSort): void {
    this.#isDescending = sort === this.#sort ? !this.#isDescending : !RISING.includes(sort);
    this.#sort = sort;
    this.#beginAnew();
  }

  /** Fetches anew once there is a newer reading; what is shown stays until its pages come. */
  follow(reading: string): void {
    if (this.#answer !== undefined && reading === this.#reading) return;
    this.#reading = reading;
    this.#ask();
  }

  /** Fetches what comes into view. */
  look(first: number, last: number): void {
    this.#visible = [first, last];
    this.#ask();
  }

  markAll(): void {
    if (typeof this.#answer !== 'object' || this.total === 0) return;
    this.marks.markFound(this.filter, this.total, this.#answer.freesBytes);
  }

  /** Rows between two places, both included, fetched where they are not known; undefined where they are too many. */
  async rowsBetween(from: number, to: number): Promise<readonly RowOf<K>[] | undefined> {
    const [first, last] = [Math.min(from, to), Math.min(Math.max(from, to), this.total - 1)];
    if (last - first >= MOST_MARKED) return undefined;
    const edition = this.#edition;
    const rows: RowOf<K>[] = [];
    for (let index = first; index <= last; index += 1) {
      if (this.rowAt(index) === undefined) await this.#fetch(Math.floor(index / BROWSE_PAGE_SIZE));
      const row = this.rowAt(index);
      if (edition !== this.#edition || !row) break;
      rows.push(row);
    }
    return rows;
  }

  get #question(): string {
    return JSON.stringify([this.filter, this.#sort, this.#isDescending]);
  }

  get #edition(): string {
    return `${this.#reading} ${this.#question}`;
  }

  #beginAnew(): void {
    this.#cursor = 0;
    this.#visible = [0];
    this.#ask();
  }

  #ask(): void {
    for (const offset of this.#visible) {
      if (this.#askedCount >= MOST_ASKED) return;
      for (const page of this.#pages.missing([offset], this.#edition)) void this.#fetchVisible(page);
    }
  }

  async #fetchVisible(page: number): Promise<void> {
    this.#askedCount += 1;
    await this.#fetch(page);
    this.#askedCount -= 1;
    this.#ask();
  }

  async #fetch(page: number): Promise<void> {
    const [edition, question] = [this.#edition, this.#question];
    const query = {
      filter: this.filter,
      sort: this.#sort,
      isDescending: this.#isDescending,
      offset: page * BROWSE_PAGE_SIZE,
    };
    const answer = await this.#app.fetch(this.#app.bridge.browse(query));
    if (answer && edition === this.#edition) this.#take(page, answer, question);
  }

  #take(page: number, answer: BrowsePage, question: string): void {
    const underCursor = this.rowAt(this.cursor)?.row;
    if (answer.kind === 'not-read') {
      this.#answer = 'not-read';
      return;
    }
    const rows = answer.rows.filter((row): row is RowOf<K> => row.kind === this.kind);
    if (this.#shown === question) {
      this.#pages.put(page, rows);
      this.#answer = answer;
      // A newer reading moves rows: the cursor stays with its own.
      const index = underCursor === undefined ? -1 : this.indexOf(underCursor);
      if (index >= 0) this.#cursor = index;
      return;
    }
    this.#pages.startOver(page, rows);
    this.#answer = answer;
    this.#shown = question;
  }
}

function withoutType({ type: _, ...filter }: BrowseFilter): BrowseFilter {
  return filter;
}
