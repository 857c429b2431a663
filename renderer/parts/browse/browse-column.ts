/** The columns of a list: what each is called, how wide it is, how it is sorted, how a cell of it is drawn. */

import type { Snippet } from 'svelte';
import type { BrowseKind, BrowseRow, BrowseSort } from '../../../shared/browse.ts';

export type RowOf<K extends BrowseKind> = Extract<BrowseRow, { readonly kind: K }>;

export interface BrowseColumn<R> {
  readonly id: string;
  readonly label: string;
  /** A track of the CSS grid: `minmax(0, 1fr)`, `84px`. */
  readonly track: string;
  /** Undefined: it cannot be sorted by. */
  readonly sort?: BrowseSort;
  /** Figures stand at the end of their cell, one under the other. */
  readonly isFigure?: boolean;
  /** Drawn only where the list is at least this wide, px; always where it is left out. */
  readonly fromPx?: number;
  /** What the heading means, where one word does not say it. */
  readonly hint?: string;
  readonly cell: Snippet<[row: R]>;
}

/** The first is always drawn; in a tree it has the twigs. */
export type BrowseColumns<R> = readonly [first: BrowseColumn<R>, ...others: BrowseColumn<R>[]];

/** The order a list is in, and how another is asked for. */
export interface Sorting {
  readonly by: BrowseSort;
  readonly isDescending: boolean;
  readonly onsort: (sort: BrowseSort) => void;
}
