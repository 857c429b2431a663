/** The build cache as the window asks for it, without the window. */

import { Lists } from '../../../electron/core/browsing/lists.ts';
import type { BrowseReading } from '../../../electron/core/browsing/listing.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import type {
  BrowseFilter,
  BrowseKind,
  BrowsePage,
  BrowseQuery,
  RecordRow,
  TreePage,
} from '../../../shared/browse.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { aBrowseReading } from './a-browse-reading.ts';

export type Page = Extract<BrowsePage, { kind: 'page' }>;

export class ARecordList {
  readonly rows = new RowNumbers<BrowseKind>();
  readonly lists: Lists;

  constructor(contents: Partial<Inventory>, given: Partial<BrowseReading> = {}) {
    this.lists = new Lists(aBrowseReading(contents, given), this.rows);
  }

  filter(given: Partial<BrowseFilter> = {}): BrowseFilter {
    return { kind: 'record', text: '', view: 'all', ...given };
  }

  page(filter: Partial<BrowseFilter> = {}, query: Partial<BrowseQuery> = {}): Page {
    const page = this.lists
      .pager('record')
      ?.page({ sort: 'name', isDescending: false, offset: 0, ...query, filter: this.filter(filter) });
    if (page?.kind !== 'page') throw new Error('Nothing was read');
    return page;
  }

  /** Ids of a page's rows, in order. */
  ids(filter: Partial<BrowseFilter> = {}, query: Partial<BrowseQuery> = {}): readonly string[] {
    return this.page(filter, query).rows.map(({ row }) => this.idAt(row));
  }

  row(id: string): RecordRow {
    const found = this.page({ text: id }).rows.find(({ row }) => this.idAt(row) === id);
    if (found?.kind !== 'record') throw new Error(`No record ${id}`);
    return found;
  }

  level(parent: string | null, filter: Partial<BrowseFilter> = {}, offset = 0): TreePage {
    const row = parent === null ? null : this.rows.of('record', parent);
    return this.lists.tree({ filter: this.filter(filter), parent: row, offset });
  }

  idAt(row: number): string {
    return this.rows.at(row)?.id ?? '';
  }
}
