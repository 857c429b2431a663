/** Main's side of the lists: it filters, sorts and pages rows as main does, and knows the details of some. */

import {
  BROWSE_PAGE_SIZE,
  type BrowseFilter,
  type BrowseRow,
  type BrowseSort,
  type BrowseView,
} from '../../shared/browse.ts';
import type { ItemDetails } from '../../shared/browse-details.ts';
import type { Handlers } from '../../shared/contract.ts';

/** Answers for a bridge, made from rows of any kinds. */
export function fakeLists(
  rows: readonly BrowseRow[],
  details: readonly ItemDetails[],
  takenAtMs: number,
): Pick<Handlers, 'browse' | 'itemDetails'> {
  return {
    browse: async ({ filter, sort, isDescending, offset }) => {
      const found = rows.filter((row) => isFound(row, filter)).sort(by(sort, isDescending));
      return {
        kind: 'page',
        rows: found.slice(offset, offset + BROWSE_PAGE_SIZE),
        total: found.length,
        sizeBytes: sum(found.map(({ sizeBytes }) => sizeBytes ?? 0)),
        freesBytes: sum(found.map(({ freesBytes }) => freesBytes)),
        takenAtMs,
      };
    },
    itemDetails: async ({ row }) => details.find((known) => known.row === row) ?? null,
  };
}

function isFound(row: BrowseRow, { kind, text, view }: BrowseFilter): boolean {
  return (
    row.kind === kind &&
    JSON.stringify(row).toLowerCase().includes(text.trim().toLowerCase()) &&
    (view === 'all' || viewsOf(row).includes(view))
  );
}

type Views = { readonly [K in BrowseRow['kind']]: (row: Extract<BrowseRow, { kind: K }>) => BrowseView[] };

/** Views that leave a row in. */
const views: Views = {
  image: ({ name, shortId, containerCount }) => [
    ...(name === shortId ? (['dangling'] as const) : []),
    ...(containerCount === 0 ? (['unused'] as const) : []),
  ],
  container: ({ state, log }) => [
    ...(state === 'running' ? [] : (['stopped'] as const)),
    ...(log?.isUnrotated ? (['unrotated'] as const) : []),
  ],
  volume: ({ isAnonymous, containerCount }) => [
    isAnonymous === 'no' ? 'named' : 'anonymous',
    ...(containerCount === 0 ? (['unused'] as const) : []),
  ],
  project: ({ runningCount }) => (runningCount === 0 ? ['stale'] : []),
  record: () => [],
};

function viewsOf(row: BrowseRow): readonly BrowseView[] {
  return (views[row.kind] as (row: BrowseRow) => BrowseView[])(row);
}

/** What is not known comes last. */
function by(sort: BrowseSort, isDescending: boolean): (one: BrowseRow, other: BrowseRow) => number {
  const direction = isDescending ? -1 : 1;
  return (one, other) => {
    const [a, b] = [keyOf(one, sort), keyOf(other, sort)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return a < b ? -direction : a > b ? direction : 0;
  };
}

function keyOf(row: BrowseRow, sort: BrowseSort): number | string | undefined {
  switch (sort) {
    case 'size':
      return row.sizeBytes;
    case 'frees':
      return row.freesBytes;
    case 'name':
      return row.name;
    case 'created':
      return row.createdAtMs;
    case 'last-used':
      return row.lastUsedAtMs;
    case 'uses':
      return row.kind === 'record' ? row.useCount : undefined;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
