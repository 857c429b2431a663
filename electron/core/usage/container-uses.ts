/** When containers needed the images they were made from. */

import type { Container } from '../../../shared/usage.ts';
import { isAlive } from './category-usage.ts';
import { laterOfEach, type Uses } from './image-uses.ts';

/** The use of an image by what runs is told no finer: each new time is a file written. */
const RUNNING_GRAIN_MS = 10 * 60_000;

/** Of stopped containers, by id. */
export type ContainerEnds = ReadonlyMap<string, { readonly finishedAtMs: number | undefined }>;

/** By image id. Since it was made and until it ended; what runs needs it now. `ends` are those that the containers do not tell. */
export function containerUses(containers: readonly Container[], ends: ContainerEnds, nowMs: number): Uses {
  const usedAtMs = (container: Container): number =>
    isAlive(container)
      ? nowMs - (nowMs % RUNNING_GRAIN_MS)
      : (container.finishedAtMs ?? ends.get(container.id)?.finishedAtMs ?? container.createdAtMs);
  return laterOfEach(
    containers.map(
      (each) => [each.imageId, Math.min(Math.max(each.createdAtMs, usedAtMs(each)), nowMs)] as const,
    ),
  );
}
