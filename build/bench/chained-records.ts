/** A cache as large as anyone's, as 28.5 sends it. */

/** Steps of one build, each on the one before. */
const CHAIN = 12;

/** Chains of steps, every twelfth a base, some with a context as second parent, some in use. */
export function chainedRecords(count: number): readonly unknown[] {
  const idOf = (index: number): string => `r${index.toString(36).padStart(24, '0')}`;
  const time = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString();
  return Array.from({ length: count }, (_, index) => ({
    ID: idOf(index),
    ' Parents':
      index % CHAIN === 0
        ? null
        : [idOf(index - 1), ...(index % 5 === 0 ? [idOf(index - (index % CHAIN))] : [])],
    Type: index % 7 === 0 ? 'source.local' : 'regular',
    Description: `[stage ${index % 4}/4] RUN make target-${index} && install --mode=755 build/output-${index} /usr/local/bin`,
    InUse: index % 997 === 0,
    Shared: index % 9 === 0,
    Size: (index * 7_919) % 50_000_000,
    CreatedAt: time(index % 100_000),
    LastUsedAt: time(index % 50_000),
    UsageCount: 1 + (index % 6),
  }));
}
