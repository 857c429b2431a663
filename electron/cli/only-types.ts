/** `--only`: which kinds of things, and which types of cache, a clean is narrowed to. */

import { m } from '../../shared/paraglide/messages.js';
import type { ItemKind } from '../../shared/clean-options.ts';
import { plainText } from './plain-text.ts';
import { UsageError } from './usage-error.ts';

export interface OnlyTypes {
  readonly kinds: ReadonlySet<ItemKind>;
  /** Null: the cache, whatever its type. */
  readonly cacheTypes: readonly string[] | null;
}

/** Words of people and of the engine for the same thing. */
const KINDS: ReadonlyMap<string, ItemKind> = new Map([
  ['containers', 'container'],
  ['networks', 'network'],
  ['images', 'image'],
  ['cache', 'record'],
  ['volumes', 'volume'],
]);
const CACHE_TYPES: ReadonlyMap<string, string> = new Map([
  ['layers', 'regular'],
  ['regular', 'regular'],
  ['cache-mounts', 'exec.cachemount'],
  ['exec.cachemount', 'exec.cachemount'],
  ['source.local', 'source.local'],
  ['source.git.checkout', 'source.git.checkout'],
  ['frontend', 'frontend'],
  ['internal', 'internal'],
]);
const TAKEN = [...KINDS.keys(), 'layers', 'cache-mounts', ...[...CACHE_TYPES.keys()].slice(4)].join(', ');

/** Reads `images,cache-mounts`. Throws `UsageError`. */
export function onlyTypes(texts: readonly string[]): OnlyTypes | undefined {
  if (texts.length === 0) return undefined;
  const words = texts.flatMap((text) => text.split(',')).map((word) => word.trim().toLowerCase());
  const kinds = new Set<ItemKind>();
  const cacheTypes = new Set<string>();
  for (const word of words) {
    const cacheType = CACHE_TYPES.get(word);
    const kind = cacheType === undefined ? KINDS.get(word) : 'record';
    if (kind === undefined) throw new UsageError(m.cli_bad_only({ text: plainText(word, 40), taken: TAKEN }));
    kinds.add(kind);
    if (cacheType !== undefined) cacheTypes.add(cacheType);
  }
  return { kinds, cacheTypes: words.includes('cache') || cacheTypes.size === 0 ? null : [...cacheTypes] };
}

/** The word of `--only` for a kind. */
export function onlyWord(kind: ItemKind): string {
  return [...KINDS].find(([, each]) => each === kind)?.[0] ?? kind;
}
