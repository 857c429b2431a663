/** What a clean that was cut off had still to do, as a plan to be looked at. */

import type { UnfinishedClean } from '../core/ports/host.ts';
import { itemKey } from '../core/cleaning/clean-scope.ts';
import { sumOf } from '../core/usage/sum-of.ts';
import type { DraftedClean } from './draft-clean.ts';

/**
 * The figures are those of the time it was planned; what has changed since is found when it runs, and said then. Named volumes
 * stay, as they do when it goes on.
 */
export function leftOfClean({ plan, deleted, skipped }: UnfinishedClean): DraftedClean {
  const settled = new Set([...deleted, ...skipped].map(({ kind, id }) => itemKey(kind, id)));
  const unsettled = plan.items.filter(({ kind, id }) => !settled.has(itemKey(kind, id)));
  const items = unsettled.filter(({ why }) => why !== 'ticked-volume');
  const kept = unsettled.filter(({ why }) => why === 'ticked-volume');
  const engineBytes = sumOf(items, ({ sizeBytes }) => sizeBytes);
  const certain = sumOf(items, ({ freesBytes }) => freesBytes);
  const possible = Math.max(certain, Math.min(engineBytes, plan.predicted.diskBytes.possible));
  return {
    plan: { ...plan, items, kept: [], predicted: { engineBytes, diskBytes: { certain, possible } } },
    kept: kept.map((item) => ({ ...item, why: 'named-volume' as const })),
    holdersOf: () => [],
  };
}
