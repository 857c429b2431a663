/** Columns of text for a terminal. */

import { textWidth } from './text-width.ts';

/** Rows with their cells padded; cells in `right` columns align right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, textWidth(cell))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - textWidth(cell));
        return right.includes(column) ? space + cell : cell + space;
      })
      .join('   ')
      .trimEnd();
  return rows.map(line).join('\n');
}
