/** Which engine a plan cleans. */

import type { Plan } from '../../../shared/plan.ts';
import type { Engine } from '../ports/engine.ts';

/** A builder is reached through its engine; undefined where that cannot be. */
export function cleanedEngine(
  { engine: { builder } }: Pick<Plan, 'engine'>,
  owner: Engine | undefined,
): Engine | undefined {
  return builder === undefined ? owner : owner?.builders?.open(builder);
}
