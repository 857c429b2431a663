/** Every way to write an image's name. */

import { DOCKER_HUB, registryOf, repositoryOf } from '../../../shared/image-reference.ts';
import type { Image } from '../../../shared/usage.ts';

const HUB = [`${DOCKER_HUB}/`, `index.${DOCKER_HUB}/`] as const;

/** `postgres:16` is also `postgres`, `library/postgres:16` and `docker.io/library/postgres:16`; its id is a name too. */
export function imageNames({ id, references, digests }: Image): readonly string[] {
  const names = new Set<string>();
  for (const reference of [...references, ...digests]) {
    for (const each of [reference, repositoryOf(reference)])
      for (const name of spellings(each)) names.add(name);
  }
  return [...names, id, id.replace(/^sha256:/, ''), shortId(id)];
}

/** The short form of an id that docker prints. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** What Podman builds it names so, and people leave it out. */
const PODMAN_OWN = 'localhost/';

/** Docker Hub may be left out of a name, and so may its `library/` (distribution/reference v0.6.0 `normalize.go`). */
function spellings(reference: string): readonly string[] {
  if (reference.startsWith(PODMAN_OWN)) return [reference, reference.slice(PODMAN_OWN.length)];
  const host = HUB.find((each) => reference.startsWith(each));
  if (host === undefined && registryOf(reference) !== DOCKER_HUB) return [reference];
  const short = reference.slice(host?.length ?? 0).replace(/^library\//, '');
  const long = short.includes('/') ? short : `library/${short}`;
  return [short, long, ...HUB.flatMap((each) => [each + short, each + long])];
}
