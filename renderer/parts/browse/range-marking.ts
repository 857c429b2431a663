/** Marks from a first row to wherever the range is drawn; drawn back, it leaves what it had marked. */

import type { GridRow, RowSource } from './row-source.ts';

export class RangeMarking<R extends GridRow> {
  readonly #source: RowSource<R>;
  #anchor: number | undefined;
  /** Rows that only the range has marked. */
  #added: readonly R[] = [];
  #attempt = 0;

  constructor(source: RowSource<R>) {
    this.#source = source;
  }

  /** The next range begins where the cursor is then. */
  end(): void {
    this.#anchor = undefined;
    this.#added = [];
    this.#attempt += 1;
  }

  /** False where the range is too long; then nothing has changed. */
  async draw(from: number, to: number): Promise<boolean> {
    this.#anchor ??= from;
    this.#attempt += 1;
    const attempt = this.#attempt;
    const rows = await this.#source.rowsBetween(this.#anchor, to);
    // A longer or shorter range was drawn while rows were fetched.
    if (attempt !== this.#attempt) return true;
    if (!rows) return false;
    const { marks } = this.#source;
    const kept = new Set(rows.map(({ row }) => row));
    for (const { row } of this.#added) if (!kept.has(row)) marks.remove(row);
    const fresh = rows.filter((row) => !marks.has(row));
    const stays = this.#added.filter(({ row }) => kept.has(row));
    if (!marks.add(fresh)) return false;
    this.#added = [...stays, ...fresh];
    return true;
  }
}
