/** Who else holds the bytes of an item, as a plan's rows show it. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { Holder } from '../../../shared/plan-sheet.ts';
import type { CacheRecord, Image, Inventory } from '../../../shared/usage.ts';
import { rowText } from '../browsing/cut-text.ts';
import { recordHolders } from '../usage/record-holders.ts';
import { TRAITS, type AnyItem } from './item-traits.ts';
import type { Weighed } from './weigh-scope.ts';

/** Of a record, the images that hold its layer, the likeliest first, at most five; nothing else shares its bytes with another kind. */
export function planHolders(
  inventory: Inventory,
  { images }: Weighed,
): (kind: ItemKind, item: AnyItem) => readonly Holder[] {
  const going = new Set<Image>(images.going);
  return (kind, item) =>
    kind === 'record'
      ? recordHolders(inventory)(item as CacheRecord).map(({ image, confidence }) => ({
          name: rowText(TRAITS.image.name(image)),
          confidence,
          goes: going.has(image),
        }))
      : [];
}
