/** Random forests of cache records, for property tests. */

import fc from 'fast-check';
import type { CacheRecord } from '../../../shared/usage.ts';

/** Up to 40 records; parents come earlier in the list, so that there are no circles, in random order at the end. */
export function arbitraryRecords(): fc.Arbitrary<readonly CacheRecord[]> {
  const one = fc.record({
    parents: fc.array(fc.nat(), { maxLength: 2 }),
    type: fc.constantFrom('regular', 'internal', 'frontend', 'source.local', 'exec.cachemount'),
    description: fc.constantFrom(
      'mount / from exec /bin/sh -c x',
      'pulled from a@sha256:1',
      'local source for context',
    ),
    isInUse: fc.boolean(),
    isShared: fc.boolean(),
    sizeBytes: fc.nat(1_000_000_000),
    createdAtMs: fc.nat(1_000_000),
    lastUsedAtMs: fc.option(fc.nat(1_000_000), { nil: undefined }),
    useCount: fc.nat(9),
  });
  return fc
    .array(one, { maxLength: 40 })
    .map((drafts) =>
      drafts.map(({ parents, ...rest }, index): CacheRecord => ({
        ...rest,
        id: `r${index}`,
        parentIds: index === 0 ? [] : [...new Set(parents.map((parent) => `r${parent % index}`))],
      })),
    )
    .chain((records) => fc.shuffledSubarray(records, { minLength: records.length }));
}

export function aRecord(given: Partial<CacheRecord> & { readonly id: string }): CacheRecord {
  return {
    parentIds: [],
    type: 'regular',
    description: 'mount / from exec /bin/sh -c x',
    isInUse: false,
    isShared: false,
    sizeBytes: 1_000_000,
    createdAtMs: 0,
    lastUsedAtMs: 0,
    useCount: 1,
    ...given,
  };
}
