/** One page of one list, as a window gets it. */

import { KINDS } from '../../../electron/core/browsing/kinds.ts';
import type { BrowseReading } from '../../../electron/core/browsing/listing.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import type { BrowseFilter, BrowseKind, BrowsePage, BrowseQuery, BrowseRow } from '../../../shared/browse.ts';

type RowOf<Kind extends BrowseKind> = Extract<BrowseRow, { kind: Kind }>;
type PageOf<Kind extends BrowseKind> = Omit<Extract<BrowsePage, { kind: 'page' }>, 'rows'> & {
  readonly rows: readonly RowOf<Kind>[];
};

export type Asked = Partial<Omit<BrowseQuery, 'filter'>> & Partial<Omit<BrowseFilter, 'kind'>>;

/** By name, the first page, unless asked otherwise. */
export function aListPage<Kind extends BrowseKind>(
  reading: BrowseReading,
  kind: Kind,
  { sort = 'name', isDescending = false, offset = 0, ...filter }: Asked = {},
): PageOf<Kind> {
  const page = KINDS[kind]
    .list(reading, new RowNumbers())
    ?.page({ filter: { kind, text: '', view: 'all', ...filter }, sort, isDescending, offset });
  if (page?.kind !== 'page') throw new Error(`no ${kind} was read`);
  return page as PageOf<Kind>;
}

export function names({ rows }: { readonly rows: readonly BrowseRow[] }): readonly string[] {
  return rows.map(({ name }) => name);
}
