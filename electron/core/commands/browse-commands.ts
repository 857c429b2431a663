/** The lists of what the engine holds, and plans of what was marked in them. */

import type {
  BrowseFilter,
  BrowsePage,
  BrowseQuery,
  MapNode,
  Marked,
  TreePage,
  TreeQuery,
} from '../../../shared/browse.ts';
import type { ItemDetails } from '../../../shared/browse-details.ts';
import type { PlanAnswer } from '../../../shared/contract.ts';

export class BrowseCommands {
  page(_query: BrowseQuery): BrowsePage {
    return { kind: 'not-read' };
  }

  tree(_query: TreeQuery): TreePage {
    return { rows: [], total: 0 };
  }

  map(_filter: BrowseFilter): MapNode | undefined {
    return undefined;
  }

  async details(_row: number): Promise<ItemDetails | undefined> {
    return undefined;
  }

  async planMarked(_marked: Marked): Promise<PlanAnswer> {
    return { kind: 'nothing-to-clean' };
  }
}
