/** The rows of a long list: pages as main answered them, kept until newer ones come. */

export class RowPages<R extends { readonly row: number }> {
  readonly #pageSize: number;
  #pages = $state.raw<readonly (readonly R[] | undefined)[]>([]);
  /** Names the state of the list that pages were asked for. */
  #edition = '';
  #asked: readonly number[] = [];

  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  /** Rows from `offset` on that lie in its page, as far as they are known. */
  rows(offset: number, count: number): readonly R[] {
    const start = offset % this.#pageSize;
    return this.#pages[this.#pageOf(offset)]?.slice(start, start + count) ?? [];
  }

  /** The row at a place; undefined where its page is not known. */
  at(index: number): R | undefined {
    return this.#pages[this.#pageOf(index)]?.[index % this.#pageSize];
  }

  /** Where a row is; −1 when it is in no page that is known. */
  indexOf(row: number): number {
    for (const [page, rows] of this.#pages.entries()) {
      const place = rows?.findIndex((known) => known.row === row) ?? -1;
      if (place >= 0) return page * this.#pageSize + place;
    }
    return -1;
  }

  /** Pages to ask for now: those of the offsets that were not asked for in this edition of the list. */
  missing(offsets: readonly number[], edition: string): readonly number[] {
    if (edition !== this.#edition) {
      this.#edition = edition;
      this.#asked = [];
    }
    const wanted = offsets
      .map((offset) => this.#pageOf(offset))
      .filter((page, index, pages) => pages.indexOf(page) === index && !this.#asked.includes(page));
    this.#asked = [...this.#asked, ...wanted];
    return wanted;
  }

  /** What was asked for an older edition is out of date when it comes. */
  isCurrent(edition: string): boolean {
    return edition === this.#edition;
  }

  put(page: number, rows: readonly R[]): void {
    const pages = [...this.#pages];
    pages[page] = rows;
    this.#pages = pages;
  }

  /** One page of another list in the place of all that is known. */
  startOver(page: number, rows: readonly R[]): void {
    this.#pages = [];
    this.put(page, rows);
  }

  #pageOf(offset: number): number {
    return Math.floor(offset / this.#pageSize);
  }
}
