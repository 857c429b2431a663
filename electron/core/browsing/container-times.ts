/** When containers ran, as far as it is known. */

import type { Container } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';
import type { BrowseReading } from './listing.ts';

/** Of a container, epoch ms. Undefined where it never ran, and while nobody asked when it ended. */
export type LastRan = (container: Container) => number | undefined;

/** One that is alive runs now: at the time of the reading. */
export function lastRan({ inventory, ends }: Pick<BrowseReading, 'inventory' | 'ends'>): LastRan {
  return (container) =>
    isAlive(container) ? inventory?.takenAtMs : (ends.get(container.id) ?? container.finishedAtMs);
}

/** The latest of these times. */
export function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((atMs) => atMs !== undefined);
  return known.length === 0 ? undefined : known.reduce((one, other) => Math.max(one, other));
}
