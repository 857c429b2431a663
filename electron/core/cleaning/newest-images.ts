/** Which images are the newest of their repository. */

import { repositoryOf } from '../../../shared/image-reference.ts';
import type { Image } from '../../../shared/usage.ts';

/**
 * Ids of the `count` newest images by creation in each repository, whoever uses them. Engines tell whole seconds: what is as new as
 * the last of them is among them too. A dangling image is in no repository.
 */
export function newestImages(images: readonly Image[], count: number): ReadonlySet<string> {
  const byRepository = new Map<string, Image[]>();
  if (count === 0) return new Set();
  for (const image of images) {
    for (const repository of new Set([...image.references, ...image.digests].map(repositoryOf))) {
      const listed = byRepository.get(repository);
      if (listed === undefined) byRepository.set(repository, [image]);
      else listed.push(image);
    }
  }
  const newest = new Set<string>();
  for (const listed of byRepository.values()) {
    const times = listed.map(({ createdAtMs }) => createdAtMs).sort((one, other) => other - one);
    const oldestMs = times[count - 1] ?? -Infinity;
    for (const { id, createdAtMs } of listed) if (createdAtMs >= oldestMs) newest.add(id);
  }
  return newest;
}
