/** What the window calls the items it was shown: a number each, the same through all revisions of a plan. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import { itemKey } from './clean-scope.ts';

export interface ItemRef {
  readonly kind: ItemKind;
  readonly id: string;
}

/** Numbers are given out as items are shown: what nobody saw has none. */
export class RowNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #items: ItemRef[] = [];

  of(kind: ItemKind, id: string): number {
    const key = itemKey(kind, id);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const row = this.#items.push({ kind, id }) - 1;
    this.#numbers.set(key, row);
    return row;
  }

  at(row: number): ItemRef | undefined {
    return this.#items[row];
  }
}
