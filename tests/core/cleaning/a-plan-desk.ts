/** A desk of plans over an engine in memory: what the window asks for, without the window. */

import type { CleanOptions } from '../../../shared/clean-options.ts';
import { optionsOf } from '../../../shared/clean-options.ts';
import type { PlanChange } from '../../../shared/contract.ts';
import type { PlanGroupKind, PlanRow } from '../../../shared/plan-sheet.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import type { Guard } from '../../../electron/core/cleaning/clean-scope.ts';
import { PlanDesk } from '../../../electron/core/cleaning/plan-desk.ts';
import type { PlanDraft } from '../../../electron/core/cleaning/plan-draft.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';

export class APlanDesk {
  readonly engine: MemoryEngine;
  readonly clock = new FakeClock(0);
  readonly desk: PlanDesk;
  guard: Guard = { protectRules: [], keepsKnownTools: true };
  /** Ids that may be accepted now. */
  readonly acceptable = new Set<string>();

  constructor(inventory: Partial<Inventory>) {
    this.engine = new MemoryEngine(inventory);
    let tokens = 0;
    this.desk = new PlanDesk(
      { clock: this.clock, randomness: { token: () => `token${(tokens += 1)}` } },
      {
        show: (plan: Plan) => void this.acceptable.add(plan.id),
        withdraw: (planId: string) => void this.acceptable.delete(planId),
      },
      () => this.guard,
    );
  }

  open(given: Partial<CleanOptions> = {}): Promise<PlanDraft> {
    return this.desk.open(this.engine, { ...optionsOf('deep'), ...given }, '');
  }

  /** Fails where the plan is no more. */
  async revise(draft: PlanDraft, change: PlanChange): Promise<PlanDraft> {
    const revised = await this.desk.revise(draft.plan.id, (before) => before.wishAfter(change));
    if (revised === undefined) throw new Error('The plan is no more');
    return revised;
  }
}

export function goes(draft: PlanDraft, kind: PlanGroupKind): readonly PlanRow[] {
  return draft.page({ planId: draft.plan.id, list: 'goes', kind, offset: 0 }).rows;
}

export function stays(draft: PlanDraft, kind: PlanGroupKind, why?: string): readonly PlanRow[] {
  const query = { planId: draft.plan.id, list: 'stays', kind, offset: 0 } as const;
  return draft.page(why === undefined ? query : { ...query, why }).rows;
}

/** The row that shows this name, wherever it stands. */
export function rowOf(rows: readonly PlanRow[], name: string): number {
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`No row of ${name}`);
  return found.row;
}
