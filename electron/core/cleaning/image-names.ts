/** Every way to write an image's name. */

import type { Image } from '../../../shared/usage.ts';

const HUB = ['docker.io/', 'index.docker.io/'] as const;

/** `postgres:16` is also `postgres`, `library/postgres:16` and `docker.io/library/postgres:16`; its id is a name too. */
export function imageNames({ id, references, digests }: Image): readonly string[] {
  const names = new Set<string>();
  for (const reference of [...references, ...digests]) {
    for (const each of [reference, repositoryOf(reference)])
      for (const name of spellings(each)) names.add(name);
  }
  return [...names, id, id.replace(/^sha256:/, ''), shortId(id)];
}

/** The repository of `repository:tag` or `repository@digest`; a colon before the last slash is a registry's port. */
export function repositoryOf(reference: string): string {
  const named = reference.split('@', 1)[0] ?? '';
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/') ? named.slice(0, colon) : named;
}

/** The short form of an id that docker prints. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** Docker Hub may be left out of a name, and so may its `library/` (distribution/reference v0.6.0 `normalize.go`). */
function spellings(reference: string): readonly string[] {
  const host = HUB.find((each) => reference.startsWith(each));
  if (host === undefined && namesRegistry(reference)) return [reference];
  const short = reference.slice(host?.length ?? 0).replace(/^library\//, '');
  const long = short.includes('/') ? short : `library/${short}`;
  return [short, long, ...HUB.flatMap((each) => [each + short, each + long])];
}

/** A first part with a dot or a port, or `localhost`, is a registry. */
function namesRegistry(reference: string): boolean {
  const first = reference.slice(0, Math.max(reference.indexOf('/'), 0));
  return first === 'localhost' || /[.:]/.test(first);
}
