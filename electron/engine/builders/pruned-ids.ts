/** Which of the named records a `buildctl prune` says it deleted: JSON lines from BuildKit 0.11 on, rows of a table before. */

/** What was not asked for is not believed. */
export function prunedIds(output: string, asked: readonly string[]): readonly string[] {
  const named = new Set(asked);
  const told = new Set(output.split('\n').map(idIn));
  return [...named].filter((id) => told.has(id));
}

function idIn(line: string): string | undefined {
  if (!line.startsWith('{')) return /^([a-z0-9]+)\*?\s/.exec(line)?.[1];
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' && record !== null && 'id' in record ? String(record.id) : undefined;
  } catch {
    return undefined;
  }
}
