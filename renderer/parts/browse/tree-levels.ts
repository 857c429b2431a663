/** The open part of a tree as levels below levels, and the lines that it makes. */

import type { RecordRow } from '../../../shared/browse.ts';

/** Records below one record; what is open of them hangs below in turn. */
export interface Level {
  /** Undefined where they were not fetched yet. */
  readonly rows: readonly (RecordRow | undefined)[];
  readonly open: ReadonlyMap<number, Level>;
}

/** One line of the tree as it is drawn. */
export interface Line {
  readonly row: RecordRow | undefined;
  readonly depth: number;
  readonly isOpen: boolean;
  /** Rows from the root down to the level it is in. */
  readonly path: readonly number[];
  readonly place: number;
}

/** A level as main answers it, from `offset` on; what lies before and after is not known yet. */
export function levelOf(rows: readonly RecordRow[], offset: number, total: number): Level {
  return { rows: Array.from({ length: total }, (_, index) => rows[index - offset]), open: new Map() };
}

/** What another page of the level knows is put in its place. */
export function filled(level: Level, page: Level): Level {
  return { ...level, rows: level.rows.map((row, index) => page.rows[index] ?? row) };
}

export function opened(level: Level, row: number, below: Level): Level {
  return { ...level, open: new Map(level.open).set(row, below) };
}

export function closed(level: Level, row: number): Level {
  return { ...level, open: new Map([...level.open].filter(([open]) => open !== row)) };
}

/** Changes the level that a path leads to; nothing where it is not open any more. */
export function changed(
  level: Level,
  [next, ...rest]: readonly number[],
  change: (level: Level) => Level,
): Level {
  if (next === undefined) return change(level);
  const below = level.open.get(next);
  return below ? opened(level, next, changed(below, rest, change)) : level;
}

export function linesOf(level: Level, depth = 1, path: readonly number[] = []): readonly Line[] {
  return level.rows.flatMap((row, place) => {
    const below = row && level.open.get(row.row);
    const line = { row, depth, isOpen: below !== undefined, path, place };
    return row && below ? [line, ...linesOf(below, depth + 1, [...path, row.row])] : [line];
  });
}
