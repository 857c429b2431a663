/** The rows of one group of a plan: pages as main answered them, kept until newer ones come. */

import { PLAN_PAGE_SIZE } from '../shared/contract.ts';
import { type PlanRow } from '../shared/plan-sheet.ts';

export class PlanList {
  #pages = $state.raw<readonly (readonly PlanRow[] | undefined)[]>([]);
  /** Names the state of the plan that pages were asked for. */
  #edition = '';
  #asked: readonly number[] = [];

  /** Rows from `offset` on that lie in its page, as far as they are known. */
  rows(offset: number, count: number): readonly PlanRow[] {
    const start = offset % PLAN_PAGE_SIZE;
    return this.#pages[pageOf(offset)]?.slice(start, start + count) ?? [];
  }

  /** Where a row is; −1 when it is in no page that is known. */
  indexOf(row: number): number {
    return (
      this.#pages.flatMap((rows, page) => {
        const place = rows?.findIndex((known) => known.row === row) ?? -1;
        return place < 0 ? [] : [page * PLAN_PAGE_SIZE + place];
      })[0] ?? -1
    );
  }

  /** Pages to ask for now: those of the offsets that were not asked for in this edition of the plan. */
  missing(offsets: readonly number[], edition: string): readonly number[] {
    if (edition !== this.#edition) {
      this.#edition = edition;
      this.#asked = [];
    }
    const wanted = offsets
      .map(pageOf)
      .filter((page, index, pages) => pages.indexOf(page) === index && !this.#asked.includes(page));
    this.#asked = [...this.#asked, ...wanted];
    return wanted;
  }

  /** What was asked for an older edition is out of date when it comes. */
  isCurrent(edition: string): boolean {
    return edition === this.#edition;
  }

  put(page: number, rows: readonly PlanRow[]): void {
    const pages = [...this.#pages];
    pages[page] = rows;
    this.#pages = pages;
  }
}

function pageOf(offset: number): number {
  return Math.floor(offset / PLAN_PAGE_SIZE);
}
