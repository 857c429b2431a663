/** Marks a row or takes its mark back. */

import type { MarkableRow } from './marks.svelte.ts';
import type { GridRow, RowSource } from './row-source.ts';

/** With all found marked, one is left out by marking the others one by one: that may be too many. */
export async function toggleMark<R extends GridRow>(
  source: RowSource<R>,
  row: MarkableRow,
): Promise<'done' | 'held' | 'too-many'> {
  const { marks } = source;
  if (!row.canMark) return 'held';
  if (!marks.has(row)) return marks.add([row]) ? 'done' : 'too-many';
  if (!marks.isOfFound) {
    marks.remove(row.row);
    return 'done';
  }
  const rows = await source.rowsBetween(0, source.total - 1);
  const others = rows?.filter((other) => other.row !== row.row);
  return others && marks.add(others) ? 'done' : 'too-many';
}
