/** What is marked for a plan: rows one by one, or all that a filter found. */

import { SvelteMap } from 'svelte/reactivity';
import { MOST_MARKED, type BrowseFilter, type Marked } from '../../../shared/browse.ts';

/** What marking needs to know of a row. */
export interface MarkableRow {
  readonly row: number;
  readonly canMark: boolean;
  readonly sizeBytes: number | undefined;
}

interface Found {
  readonly filter: BrowseFilter;
  readonly count: number;
  readonly freesBytes: number;
}

export class Marks {
  /** Bytes of each marked row. */
  readonly #rows = new SvelteMap<number, number>();
  #found = $state.raw<Found>();

  /** All that a filter found is marked, and of it whatever may be. */
  get isOfFound(): boolean {
    return this.#found !== undefined;
  }

  get count(): number {
    return this.#found?.count ?? this.#rows.size;
  }

  /** Of rows, what they weigh; of all found, what of it comes back: not all of that may go. */
  get bytes(): number {
    if (this.#found) return this.#found.freesBytes;
    let sum = 0;
    for (const bytes of this.#rows.values()) sum += bytes;
    return sum;
  }

  /** What main makes a plan of; undefined while nothing is marked. */
  get marked(): Marked | undefined {
    if (this.#found) return { kind: 'found', filter: this.#found.filter };
    return this.#rows.size === 0 ? undefined : { kind: 'rows', rows: [...this.#rows.keys()] };
  }

  has(row: MarkableRow): boolean {
    return row.canMark && (this.#found !== undefined || this.#rows.has(row.row));
  }

  /** False where that would be too many, and nothing was marked. Rows that may not be marked are left out. */
  add(rows: readonly MarkableRow[]): boolean {
    const added = rows.filter(({ canMark, row }) => canMark && !this.#rows.has(row));
    if (this.#rows.size + added.length > MOST_MARKED) return false;
    this.#found = undefined;
    for (const { row, sizeBytes } of added) this.#rows.set(row, sizeBytes ?? 0);
    return true;
  }

  remove(row: number): void {
    this.#rows.delete(row);
  }

  markFound(filter: BrowseFilter, count: number, freesBytes: number): void {
    this.#rows.clear();
    this.#found = { filter, count, freesBytes };
  }

  clear(): void {
    this.#rows.clear();
    this.#found = undefined;
  }

  /** The filter is another: what it finds is not what was marked. */
  forgetFound(): void {
    this.#found = undefined;
  }
}
