/** What a grid of rows is drawn from: a list, or the open part of a tree. */

import type { MarkableRow, Marks } from './marks.svelte.ts';

export interface GridRow extends MarkableRow {
  /** Hostile. */
  readonly name: string;
}

export interface RowSource<R extends GridRow> {
  readonly total: number;
  readonly marks: Marks;
  /** Names the list that is shown: another one begins at its top. */
  readonly shown: string;
  /** Place that Tab reaches. */
  cursor: number;
  /** Undefined where it was not fetched yet. */
  rowAt(index: number): R | undefined;
  /** Rows between two places, both included; undefined where they are too many. */
  rowsBetween(from: number, to: number): Promise<readonly R[] | undefined>;
  /** Fetches what comes into view. */
  look(first: number, last: number): void;
  markAll(): void;
}

/** What makes a grid of rows a tree. */
export interface TreeShape {
  /** From 1. */
  level(index: number): number;
  /** Undefined where there is nothing to open. */
  isOpen(index: number): boolean | undefined;
  toggle(index: number): void;
  /** The place of its parent; undefined at the roots. */
  parentOf(index: number): number | undefined;
}

/** What a row can be asked for, wherever it is drawn. */
export interface GridActs {
  /** Row whose details are open. */
  readonly shownRow: number | undefined;
  /** `isEntered`: by Enter, so that the focus goes to what opens. */
  readonly onopen: (row: number, isEntered: boolean) => void;
  /** The cursor came to a row. */
  readonly onreach: (row: number) => void;
  readonly onplan: () => void;
  readonly onleave: () => void;
}
