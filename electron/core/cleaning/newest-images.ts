/** Which images are the newest of their repository. */

import { repositoryOf } from '../../../shared/image-reference.ts';
import type { Image } from '../../../shared/usage.ts';

/** Ids of the `count` newest images by creation in each repository, whoever uses them; equal ones by id. A dangling image is in none. */
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
    listed.sort((one, other) => other.createdAtMs - one.createdAtMs || (one.id < other.id ? -1 : 1));
    for (const { id } of listed.slice(0, count)) newest.add(id);
  }
  return newest;
}
