/** Finds the next row whose name has a word that begins as was typed. */

import { stepWords } from '../../../shared/step-words.ts';
import type { GridRow, RowSource } from './row-source.ts';

/** Two letters closer than this belong to one word. */
const PAUSE_MS = 900;
/** Rows that are looked through each time; they may have to be fetched first. */
const REACH = 2000;

export class TypeAhead {
  #typed = '';
  #lastMs = 0;

  /** The place to go to; undefined where nothing within reach is called so. */
  async find<R extends GridRow>(
    character: string,
    atMs: number,
    source: RowSource<R>,
  ): Promise<number | undefined> {
    const goesOn = atMs - this.#lastMs < PAUSE_MS && this.#typed !== '';
    this.#typed = (goesOn ? this.#typed : '') + character.toLowerCase();
    this.#lastMs = atMs;
    const start = source.cursor + (goesOn ? 0 : 1);
    return (
      (await this.#findIn(source, start, start + REACH)) ??
      (await this.#findIn(source, 0, Math.min(start - 1, REACH)))
    );
  }

  async #findIn<R extends GridRow>(
    source: RowSource<R>,
    from: number,
    to: number,
  ): Promise<number | undefined> {
    if (from > to || from >= source.total) return undefined;
    const typed = this.#typed;
    const rows = await source.rowsBetween(from, to);
    // More was typed in the meantime: that search finds it.
    if (typed !== this.#typed) return undefined;
    const place = rows?.findIndex(({ name }) => hasWord(name, typed)) ?? -1;
    return place < 0 ? undefined : from + place;
  }
}

function hasWord(name: string, typed: string): boolean {
  return ` ${stepWords(name).toLowerCase()}`.includes(` ${typed}`);
}
