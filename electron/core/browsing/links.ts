/** Other things that the details of one thing lead to. */

import type { BrowseKind } from '../../../shared/browse.ts';
import type { Links, RowLink } from '../../../shared/browse-details.ts';
import { TRAITS, type ItemOf } from '../cleaning/item-traits.ts';
import { rowText } from './cut-text.ts';
import type { BrowseRows } from './listing.ts';

const MOST_LINKS = 100;

type Linked = Exclude<BrowseKind, 'project'>;

export function linkTo<Kind extends Linked>(rows: BrowseRows, kind: Kind, item: ItemOf[Kind]): RowLink {
  const { id, name } = TRAITS[kind];
  return { row: rows.of(kind, id(item)), name: rowText(name(item)) };
}

/** The first hundred, and how many there are. */
export function linksTo<Kind extends Linked>(
  rows: BrowseRows,
  kind: Kind,
  items: readonly ItemOf[Kind][],
): Links {
  return {
    links: items.slice(0, MOST_LINKS).map((item) => linkTo(rows, kind, item)),
    total: items.length,
  };
}
