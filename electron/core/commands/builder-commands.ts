/** The builders of the engine, and plans of the cache of one. */

import type { BuilderList } from '../../../shared/builders.ts';
import type { PlanAnswer } from '../../../shared/contract.ts';

export class BuilderCommands {
  async list(_measures: boolean): Promise<BuilderList> {
    return { engineCache: undefined, builders: [], totalBytes: 0 };
  }

  async plan(_row: number): Promise<PlanAnswer> {
    return { kind: 'nothing-to-clean' };
  }
}
