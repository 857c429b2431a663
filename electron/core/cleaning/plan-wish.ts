/** What a person wishes of one plan: its choices, and what they ticked and unticked by hand. */

import type { CleanOptions, ItemKind } from '../../../shared/clean-options.ts';
import type { PlanChange } from '../../../shared/contract.ts';
import { canTick, itemKey, type Choice, type Picks } from './clean-scope.ts';
import { TRAITS, type ItemOf } from './item-traits.ts';
import { kindOf } from './plan-groups.ts';
import type { PlanLists } from './plan-lists.ts';
import type { RowNumbers } from './row-numbers.ts';
import type { Weighed } from './weigh-scope.ts';

export interface PlanWish {
  readonly options: CleanOptions;
  readonly presetName: string;
  readonly picks: Picks;
}

/** What the rows of a change stand for. */
export interface PlanView {
  readonly weighed: Weighed;
  readonly lists: PlanLists;
  readonly rows: RowNumbers;
}

/** The wish after one change; a rule is no wish of this plan's but a setting. */
export function wishAfter(wish: PlanWish, change: PlanChange, view: PlanView): PlanWish {
  switch (change.kind) {
    case 'choices':
      return { ...wish, options: { preset: wish.options.preset, ...change.choices } };
    case 'tick': {
      const ref = view.rows.at(change.row);
      const choice = ref && choiceOf(view.weighed, ref.kind, ref.id);
      return ref === undefined || choice === undefined || !canTick(choice)
        ? wish
        : { ...wish, picks: picksAfter(wish.picks, ref.kind, [choice], change.isTicked) };
    }
    case 'tick-all': {
      const kind = kindOf(change.group);
      const choices = view.lists.goes(kind, change.group);
      return { ...wish, picks: picksAfter(wish.picks, kind, choices, change.isTicked) };
    }
    case 'protect':
      return wish;
  }
}

export function choiceOf<Kind extends ItemKind>(
  weighed: Weighed,
  kind: Kind,
  id: string,
): Choice<ItemOf[Kind]> | undefined {
  const traits = TRAITS[kind];
  return weighed.choices[kind].find(({ item }) => traits.id(item) === id);
}

/** A named volume goes by a tick of its own, anything else unless its tick is taken away. */
function picksAfter<Kind extends ItemKind>(
  picks: Picks,
  kind: Kind,
  choices: readonly Choice<ItemOf[Kind]>[],
  isTicked: boolean,
): Picks {
  const unticked = new Set(picks.unticked);
  const tickedVolumes = new Set(picks.tickedVolumes);
  for (const { item, why } of choices) {
    const id = TRAITS[kind].id(item);
    if (why === 'ticked-volume') put(tickedVolumes, id, isTicked);
    else put(unticked, itemKey(kind, id), !isTicked);
  }
  return { ...picks, unticked, tickedVolumes };
}

function put(set: Set<string>, key: string, belongs: boolean): void {
  if (belongs) set.add(key);
  else set.delete(key);
}
