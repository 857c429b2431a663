/** What the window calls the items it was shown: a number each, the same through all revisions of a plan and all readings of a list. */

import type { ItemKind } from '../../../shared/clean-options.ts';

export interface ItemRef<Kind extends string = ItemKind> {
  readonly kind: Kind;
  readonly id: string;
}

/** Numbers are given out as items are shown: what nobody saw has none. */
export class RowNumbers<Kind extends string = ItemKind> {
  readonly #numbers = new Map<string, number>();
  readonly #items: ItemRef<Kind>[] = [];

  of(kind: Kind, id: string): number {
    const key = `${kind} ${id}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const row = this.#items.push({ kind, id }) - 1;
    this.#numbers.set(key, row);
    return row;
  }

  at(row: number): ItemRef<Kind> | undefined {
    return this.#items[row];
  }
}
