/** Cache types as one list of ticks: what `cacheTypes` and `keepsCacheMounts` say together. */

import type { CleanChoices } from '../../../shared/clean-options.ts';
import type { CacheType } from '../../../shared/usage.ts';

const MOUNTS: CacheType = 'exec.cachemount';
/** BuildKit's own types, in the order people meet them. */
const KNOWN_TYPES: readonly CacheType[] = [
  'regular',
  'source.local',
  'source.git.checkout',
  'frontend',
  'internal',
  MOUNTS,
];

type TypeChoices = Pick<CleanChoices, 'cacheTypes' | 'keepsCacheMounts'>;

/** Every type there is to tick: BuildKit's, those of this engine, those chosen before. */
export function typesToTick(choices: TypeChoices, present: readonly CacheType[]): readonly CacheType[] {
  return [...new Set([...KNOWN_TYPES, ...present, ...(choices.cacheTypes ?? [])])];
}

export function isTypeTicked({ cacheTypes, keepsCacheMounts }: TypeChoices, type: CacheType): boolean {
  if (type === MOUNTS && keepsCacheMounts) return false;
  return cacheTypes === null || cacheTypes.includes(type);
}

/** The choices after one tick; every type but the mounts ticked is all types, those of later engines included. */
export function withTypeTick(
  choices: TypeChoices,
  types: readonly CacheType[],
  changed: CacheType,
  isTicked: boolean,
): TypeChoices {
  const ticked = types.filter((type) => (type === changed ? isTicked : isTypeTicked(choices, type)));
  const isAll = types.every((type) => type === MOUNTS || ticked.includes(type));
  return { cacheTypes: isAll ? null : ticked, keepsCacheMounts: !ticked.includes(MOUNTS) };
}
