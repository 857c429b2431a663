/** The wish of a plan of what was marked in lists: exactly that, and nothing else. */

import { choicesOf, MARKED_PRESET } from '../../../shared/clean-options.ts';
import { DELETE_ORDER } from '../../../shared/plan.ts';
import { itemKey } from './clean-scope.ts';
import type { PlanWish } from './plan-wish.ts';
import type { ItemRef } from './row-numbers.ts';

/** Kinds without a mark are not read. A mark is a named volume's own tick; its word is asked for all the same. */
export function markedWish(items: readonly ItemRef[]): PlanWish {
  const kinds = new Set(items.map(({ kind }) => kind));
  const volumes = items.filter(({ kind }) => kind === 'volume').map(({ id }) => id);
  return {
    options: {
      ...choicesOf('deep'),
      kinds: DELETE_ORDER.filter((kind) => kinds.has(kind)),
      preset: MARKED_PRESET,
    },
    presetName: '',
    picks: {
      unticked: new Set(),
      tickedVolumes: new Set(volumes),
      marked: new Set(items.map(({ kind, id }) => itemKey(kind, id))),
    },
  };
}
