/** The last container known to have used each volume, by the volume's name. */

import type { Container } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';

/** Names of containers; one that is alive uses it now. */
export function lastUsers(containers: readonly Container[]): ReadonlyMap<string, string> {
  const lastMs = (container: Container): number =>
    isAlive(container) ? Infinity : (container.finishedAtMs ?? container.createdAtMs);
  const oldestFirst = [...containers].sort((one, other) => lastMs(one) - lastMs(other));
  return new Map(
    oldestFirst.flatMap(({ name, volumeNames }) => volumeNames.map((volume) => [volume, name] as const)),
  );
}
