/** What a clean looks at, and what it makes of each item: the words in which the choices of every kind are said. */

import type { CleanOptions, ItemKind } from '../../../shared/clean-options.ts';
import type { DeleteReason, KeepReason } from '../../../shared/plan.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Inventory } from '../../../shared/usage.ts';
import type { ItemOf } from './item-traits.ts';

/** What no clean may touch: the part of the settings that says so. */
export type Guard = Pick<Settings, 'protectRules' | 'keepsKnownTools'>;

/** What a person ticked and unticked in one plan; keys are `itemKey`s. */
export interface Picks {
  readonly unticked: ReadonlySet<string>;
  /** Names of named volumes. */
  readonly tickedVolumes: ReadonlySet<string>;
  /**
   * Nothing but these is looked at: the rest stays, holds what it holds, and is not listed. Undefined looks at everything that
   * the options name.
   */
  readonly marked?: ReadonlySet<string> | undefined;
}

export const NO_PICKS: Picks = { unticked: new Set(), tickedVolumes: new Set() };

export function itemKey(kind: ItemKind, id: string): string {
  return `${kind} ${id}`;
}

export interface CleanScope {
  readonly inventory: Inventory;
  readonly options: CleanOptions;
  /** The engine's clock, epoch ms: ages are its own. */
  readonly nowMs: number;
  readonly guard: Guard;
  readonly picks: Picks;
}

/** One item weighed: it goes for `why`, unless `keep` says why it stays. */
export interface Choice<T> {
  readonly item: T;
  readonly why: DeleteReason;
  readonly keep: KeepReason | undefined;
}

/**
 * Every item that was looked at, by kind, in the order in which those that go are deleted. Looked at is what is of a chosen kind
 * and could go by nature: no predefined network; with `images: 'dangling'` no other image; no record where labels, names or
 * projects are asked for, since it bears none. What a cache type, label, name or project leaves out is listed as `not-chosen`.
 */
export type Choices = { readonly [Kind in ItemKind]: readonly Choice<ItemOf[Kind]>[] };

/** Whether ticking or unticking it is the user's to choose; what stays for any other reason stays. */
export function canTick({ keep }: Pick<Choice<unknown>, 'keep'>): boolean {
  return keep === undefined || keep === 'unticked' || keep === 'named-volume';
}
