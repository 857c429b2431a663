/** One line of the bench: what was measured, what it came to, and the budget beside it. */

export interface Row {
  readonly what: string;
  /** The figures behind the result, in words. */
  readonly measured: string;
  readonly result: number;
  readonly unit: '×' | 's' | 'ms' | 'kB' | 'MB' | '/s';
  /** Without one the row is there to compare with. */
  readonly budget?: { readonly atLeast: number } | { readonly atMost: number };
}

export function printRows(rows: readonly Row[]): void {
  const cells = rows.map((row) => [row.what, figure(row.result, row.unit), budgetText(row), row.measured]);
  const table = [['', 'result', 'budget', 'measured'], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((line) => (line[column] ?? '').length)));
  for (const line of table)
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function budgetText(row: Row): string {
  const { budget, unit } = row;
  if (budget === undefined) return '–';
  const limit =
    'atLeast' in budget ? `≥ ${figure(budget.atLeast, unit)}` : `≤ ${figure(budget.atMost, unit)}`;
  return `${limit} ${isMet(row) ? 'met' : 'MISSED'}`;
}

function isMet({ result, budget }: Row): boolean {
  if (budget === undefined) return true;
  return 'atLeast' in budget ? result >= budget.atLeast : result <= budget.atMost;
}

function figure(value: number, unit: Row['unit']): string {
  return `${Number(value.toPrecision(3))} ${unit}`;
}
