/** What a test measured, as a table: printed at its end and, with `BILGE_WRITE_MEASURED=1`, kept in docs/measured. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** For readers of the tables. */
export const engineLegend =
  'd20 is Docker 20.10, d26 is 26.1, d28 is 28.5 with the classic store and d28c is 28.5 with the containerd store.';

type Cell = string | number | boolean;

export class MeasuredTable {
  readonly #head: readonly string[];
  readonly #rows: (readonly Cell[])[] = [];

  constructor(head: readonly string[]) {
    this.#head = head;
  }

  add(row: readonly Cell[]): void {
    this.#rows.push(row);
  }

  toMarkdown(): string {
    const rows = [this.#head, ...this.#rows].map((row) => row.map(toText));
    const widths = this.#head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const isNumeric = this.#head.map((_, column) => typeof this.#rows[0]?.[column] === 'number');
    const pad = (text: string, column: number): string =>
      isNumeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
    const rule = widths.map((width, column) => '-'.repeat(width - 1) + (isNumeric[column] ? ':' : '-'));
    const [head = [], ...body] = rows.map((row) => row.map(pad));
    return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |\n`).join('');
  }
}

/** `name` is the file's; `markdown` the whole of it. */
export function showMeasured(name: string, markdown: string): void {
  process.stdout.write(`\n${markdown}\n`);
  if (process.env['BILGE_WRITE_MEASURED'] !== '1') return;
  const folder = join('docs', 'measured');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), markdown);
}

function toText(cell: Cell): string {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'NO';
  return typeof cell === 'number' ? cell.toLocaleString('en') : cell;
}
