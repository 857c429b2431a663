/** The lists of one reading: each is made when it is first asked for. */

import type {
  BrowseFilter,
  BrowseKind,
  MapNode,
  Marked,
  TreePage,
  TreeQuery,
} from '../../../shared/browse.ts';
import type { ItemDetails } from '../../../shared/browse-details.ts';
import type { ItemRef } from '../cleaning/row-numbers.ts';
import { forestOf } from '../usage/forest.ts';
import { foundItems } from './found-items.ts';
import { KINDS } from './kinds.ts';
import type { Pager } from './list-pager.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { projectsOf, type ProjectMembers } from './project-members.ts';
import { isSameCache } from './record-facts.ts';
import { recordMap } from './record-map.ts';
import { RecordTree } from './record-tree.ts';

export class Lists {
  readonly reading: BrowseReading;
  readonly #rows: BrowseRows;
  #tree: RecordTree | undefined;
  readonly #pagers = new Map<BrowseKind, Pager | undefined>();

  /** `before` lends what is still true: most readings change nothing of the cache. */
  constructor(reading: BrowseReading, rows: BrowseRows, before?: Lists) {
    this.reading = reading;
    this.#rows = rows;
    if (before === undefined || !isSameCache(before.reading, reading)) return;
    this.#tree = before.#tree;
    const records = before.#pagers.get('record');
    if (records !== undefined) this.#pagers.set('record', records);
  }

  /** Undefined while nothing of the kind was read. */
  pager(kind: BrowseKind): Pager | undefined {
    if (!this.#pagers.has(kind)) this.#pagers.set(kind, KINDS[kind].list(this.reading, this.#rows));
    return this.#pagers.get(kind);
  }

  /** Of records, whatever kind the filter names. */
  tree(query: TreeQuery): TreePage {
    const found = this.#records(query.filter);
    if (found === undefined) return { rows: [], total: 0 };
    this.#tree ??= new RecordTree(this.reading, this.#rows);
    return this.#tree.page(query, found);
  }

  map(filter: BrowseFilter): MapNode | undefined {
    const found = this.#records(filter);
    return found && recordMap(this.reading, this.#rows, found);
  }

  details(row: number): ItemDetails | undefined {
    const ref = this.#rows.at(row);
    return ref && KINDS[ref.kind].details(this.reading, this.#rows, ref.id);
  }

  /** What was marked; numbers that were never given out are passed over, and a project is no thing of its own. */
  marked(marked: Marked): readonly ItemRef[] {
    if (marked.kind === 'rows') return marked.rows.flatMap((row) => cleanable(this.#rows.at(row)));
    if (marked.kind === 'whole') return this.#wholeOf(this.#rows.at(marked.row));
    const { kind } = marked.filter;
    const ids = this.pager(kind)?.idsOf(marked.filter) ?? [];
    return ids.flatMap((id) => cleanable({ kind, id }));
  }

  #wholeOf(root: ItemRef<BrowseKind> | undefined): readonly ItemRef[] {
    if (root?.kind === 'record') return this.#recordsOn(root.id);
    const { inventory } = this.reading;
    if (root?.kind !== 'project' || inventory === undefined) return cleanable(root);
    const members = projectsOf(inventory).members.get(root.id);
    return members === undefined ? [] : refsOf(members);
  }

  /** A record with all that was made from it. */
  #recordsOn(rootId: string): readonly ItemRef[] {
    const { records } = this.reading;
    const isIn = forestOf(records).treeOf(records.findIndex(({ id }) => id === rootId));
    return foundItems(records, isIn).map(({ id }) => ({ kind: 'record', id }));
  }

  #records(filter: BrowseFilter): ReturnType<Pager['find']> | undefined {
    return this.pager('record')?.find({ ...filter, kind: 'record' });
  }
}

function cleanable(ref: ItemRef<BrowseKind> | undefined): readonly ItemRef[] {
  if (ref === undefined || ref.kind === 'project') return [];
  return [{ kind: ref.kind, id: ref.id }];
}

function refsOf({ containers, images, volumes }: ProjectMembers): readonly ItemRef[] {
  return [
    ...containers.map(({ id }) => ({ kind: 'container', id }) as const),
    ...images.map(({ id }) => ({ kind: 'image', id }) as const),
    ...volumes.map(({ name }) => ({ kind: 'volume', id: name }) as const),
  ];
}
