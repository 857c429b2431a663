/** The lists of what the engine holds, and plans of what was marked in them. */

import type {
  BrowseFilter,
  BrowseKind,
  BrowsePage,
  BrowseQuery,
  MapNode,
  Marked,
  TreePage,
  TreeQuery,
} from '../../../shared/browse.ts';
import type { ItemDetails } from '../../../shared/browse-details.ts';
import type { PlanAnswer } from '../../../shared/contract.ts';
import type { ContainerInspections } from '../browsing/container-inspections.ts';
import { Lists } from '../browsing/lists.ts';
import type { BrowseReading, BrowseRows } from '../browsing/listing.ts';
import { RowNumbers } from '../cleaning/row-numbers.ts';
import type { Engine } from '../ports/engine.ts';
import type { Helm } from './helm.ts';
import type { PlanCommands } from './plan-commands.ts';

/** What the lists show beside what the engine told: a new value where any of it changed. */
export type Beside = Pick<BrowseReading, 'useOf' | 'logs' | 'ends'>;

export class BrowseCommands {
  readonly #helm: Pick<Helm, 'engine' | 'monitor' | 'store'>;
  readonly #plans: Pick<PlanCommands, 'createMarked'>;
  readonly #beside: () => Beside;
  readonly #inspections: Pick<ContainerInspections, 'look'>;
  /** Numbers end with their engine. */
  #numbered: { readonly engine: Engine | undefined; readonly rows: BrowseRows } | undefined;
  #lists: Lists | undefined;

  constructor(
    helm: Pick<Helm, 'engine' | 'monitor' | 'store'>,
    plans: Pick<PlanCommands, 'createMarked'>,
    beside: () => Beside,
    inspections: Pick<ContainerInspections, 'look'>,
  ) {
    this.#helm = helm;
    this.#plans = plans;
    this.#beside = beside;
    this.#inspections = inspections;
  }

  /** A page, once what only it needs of each container was asked; never on the way of a reading that nobody looks at. */
  async browse(query: BrowseQuery): Promise<BrowsePage> {
    const { engine, monitor } = this.#helm;
    const needs = ['container', 'volume', 'project'].includes(query.filter.kind);
    if (needs && engine !== undefined && monitor.inventory !== undefined)
      await this.#inspections.look(engine, monitor.inventory.containers);
    return this.page(query);
  }

  /** As it is known by now. */
  page(query: BrowseQuery): BrowsePage {
    const page = this.#newest()?.pager(query.filter.kind)?.page(query) ?? { kind: 'not-read' };
    const { cache } = this.#helm.monitor;
    const isOfCache = page.kind === 'page' && query.filter.kind === 'record' && cache !== undefined;
    return isOfCache ? { ...page, takenAtMs: cache.takenAtMs } : page;
  }

  tree(query: TreeQuery): TreePage {
    return this.#newest()?.tree(query) ?? { rows: [], total: 0 };
  }

  map(filter: BrowseFilter): MapNode | undefined {
    return this.#newest()?.map(filter);
  }

  async details(row: number): Promise<ItemDetails | undefined> {
    return this.#newest()?.details(row);
  }

  /** Reads the engine anew: what was marked and is gone by then is left out. */
  async planMarked(marked: Marked): Promise<PlanAnswer> {
    return this.#plans.createMarked(this.#newest()?.marked(marked) ?? []);
  }

  /** What the window calls a thing that another surface names. */
  rowOf(kind: BrowseKind, id: string): number {
    return this.#rows().of(kind, id);
  }

  #newest(): Lists | undefined {
    const { engine, monitor, store } = this.#helm;
    const rows = this.#rows();
    const { cache, inventory } = monitor;
    // While it is turned to another engine, the monitor still has the last one's.
    if (engine === undefined || cache === undefined) return undefined;
    const reading: BrowseReading = {
      records: cache.records,
      recordsTakenAtMs: cache.takenAtMs,
      inventory,
      measuredAtMs: store.state.usage.volumes?.takenAtMs,
      guard: store.state.settings,
      ...this.#beside(),
    };
    if (this.#lists === undefined || !isSame(this.#lists.reading, reading))
      this.#lists = new Lists(reading, rows, this.#lists);
    return this.#lists;
  }

  #rows(): BrowseRows {
    const { engine } = this.#helm;
    if (this.#numbered === undefined || this.#numbered.engine !== engine) {
      this.#numbered = { engine, rows: new RowNumbers() };
      this.#lists = undefined;
    }
    return this.#numbered.rows;
  }
}

/** The same records read once more make no other lists. */
function isSame(one: BrowseReading, other: BrowseReading): boolean {
  return (Object.keys(other) as (keyof BrowseReading)[]).every(
    (key) => key === 'recordsTakenAtMs' || one[key] === other[key],
  );
}
