/** Choices among things made from one another: what stays holds its ancestors, and children come before parents. */

import type { DeleteReason, KeepReason } from '../../../shared/plan.ts';
import type { Forest } from '../usage/forest.ts';
import { simulatePrune } from '../usage/simulate-prune.ts';
import type { Choice } from './clean-scope.ts';

/**
 * Each item by its own reason to stay, or `child-stays` where only a descendant keeps it; so whole sub-trees go, to a fix-point,
 * and an item is never older than its youngest descendant. In the order in which they can be deleted.
 */
export function leafFirst<T>(
  forest: Forest,
  items: readonly T[],
  reasons: readonly (KeepReason | undefined)[],
  whyOf: (item: T) => DeleteReason,
): readonly Choice<T>[] {
  const goes = simulatePrune(forest, reasons, (reason) => reason === undefined);
  const choices: Choice<T>[] = [];
  for (const place of forest.childrenFirst()) {
    const item = items[place];
    if (item === undefined) continue;
    const keep = goes[place] === 1 ? undefined : (reasons[place] ?? 'child-stays');
    choices.push({ item, why: whyOf(item), keep });
  }
  return choices;
}
