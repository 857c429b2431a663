/** The build cache as a tree: the part of it that is open, one line under the other, levels fetched as they come into view. */

import { BROWSE_PAGE_SIZE, MOST_MARKED, type RecordRow } from '../../../shared/browse.ts';
import type { AppMirror } from '../../app-state.svelte.ts';
import type { BrowseSession } from './browse-session.svelte.ts';
import type { Marks } from './marks.svelte.ts';
import type { RowSource, TreeShape } from './row-source.ts';
import { changed, closed, filled, levelOf, linesOf, opened, type Level, type Line } from './tree-levels.ts';

/** What a filter finds is opened at once, if it is no more than this. */
const MOST_OPENED = 200;

export class RecordTree implements RowSource<RecordRow>, TreeShape {
  readonly marks: Marks;
  readonly #app: AppMirror;
  readonly #session: BrowseSession<'record'>;
  #root = $state.raw(levelOf([], 0, 0));
  #cursor = $state(0);
  #shown = $state('');
  #attempt = 0;
  readonly #lines = $derived(linesOf(this.#root));
  /** Pages that were asked for since all was read anew. */
  #asked: readonly string[] = [];

  constructor(app: AppMirror, session: BrowseSession<'record'>) {
    this.#app = app;
    this.#session = session;
    this.marks = session.marks;
  }

  get total(): number {
    return this.#lines.length;
  }

  get shown(): string {
    return this.#shown;
  }

  get cursor(): number {
    return Math.max(0, Math.min(this.#cursor, this.total - 1));
  }

  set cursor(index: number) {
    this.#cursor = index;
  }

  rowAt(index: number): RecordRow | undefined {
    return this.#lines[index]?.row;
  }

  level(index: number): number {
    return this.#lines[index]?.depth ?? 1;
  }

  isOpen(index: number): boolean | undefined {
    const line = this.#lines[index];
    return line?.row && line.row.childCount > 0 ? line.isOpen : undefined;
  }

  parentOf(index: number): number | undefined {
    const depth = this.level(index);
    const parent = this.#lines.findLastIndex((line, place) => place < index && line.depth < depth);
    return parent < 0 ? undefined : parent;
  }

  markAll(): void {
    this.#session.markAll();
  }

  toggle(index: number): void {
    const line = this.#lines[index];
    if (!line?.row) return;
    const { row } = line.row;
    if (line.isOpen) this.#change(line.path, (level) => closed(level, row));
    else void this.#open(line.path, row);
  }

  /** Reads all that is open anew; a filter's finds are opened. */
  async follow(question: string): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#asked = [];
    const isSame = question === this.#shown;
    const budget = { left: isSame || this.#session.isUnfiltered ? 0 : MOST_OPENED };
    const root = await this.#fetchOpen(null, isSame ? this.#root : undefined, budget);
    if (attempt !== this.#attempt || !root) return;
    this.#root = root;
    if (!isSame) this.#cursor = 0;
    this.#shown = question;
  }

  look(first: number, last: number): void {
    for (const line of this.#lines.slice(first, last + 1)) if (!line.row) void this.#fill(line);
  }

  async rowsBetween(from: number, to: number): Promise<readonly RecordRow[] | undefined> {
    if (Math.abs(to - from) >= MOST_MARKED) return undefined;
    const lines = this.#lines.slice(Math.min(from, to), Math.max(from, to) + 1);
    return lines.flatMap(({ row }) => row ?? []);
  }

  async #open(path: readonly number[], row: number): Promise<void> {
    const attempt = this.#attempt;
    const below = await this.#fetchLevel(row);
    if (below && attempt === this.#attempt) this.#change(path, (level) => opened(level, row, below));
  }

  async #fill({ path, place }: Line): Promise<void> {
    const offset = place - (place % BROWSE_PAGE_SIZE);
    const name = [...path, offset].join(' ');
    if (this.#asked.includes(name)) return;
    this.#asked = [...this.#asked, name];
    const attempt = this.#attempt;
    const page = await this.#fetchLevel(path.at(-1) ?? null, offset);
    if (page && attempt === this.#attempt) this.#change(path, (level) => filled(level, page));
  }

  /** A level and, below it, what was open before, or all there is while the budget lasts. */
  async #fetchOpen(
    parent: number | null,
    before: Level | undefined,
    budget: { left: number },
  ): Promise<Level | undefined> {
    const level = await this.#fetchLevel(parent);
    if (!level) return undefined;
    budget.left -= level.rows.length;
    let whole = level;
    for (const row of level.rows) {
      const known = row && before?.open.get(row.row);
      if (!row || row.childCount === 0 || (!known && budget.left <= 0)) continue;
      const below = await this.#fetchOpen(row.row, known, budget);
      if (below) whole = opened(whole, row.row, below);
    }
    return whole;
  }

  async #fetchLevel(parent: number | null, offset = 0): Promise<Level | undefined> {
    const { filter } = this.#session;
    const page = await this.#app.fetch(this.#app.bridge.recordTree({ filter, parent, offset }));
    return page && levelOf(page.rows, offset, page.total);
  }

  #change(path: readonly number[], change: (level: Level) => Level): void {
    this.#root = changed(this.#root, path, change);
  }
}
