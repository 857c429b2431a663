/** Plans and receipts in the short form that crosses to the window: counts and sums, items a page at a time. */

import type { PlanSummary } from '../../../shared/plan-sheet.ts';
import type { EngineIdentity, Receipt } from '../../../shared/plan.ts';
import type { ReceiptSummary } from '../../../shared/state.ts';
import { PLAN_LIFETIME_MS } from './shown-plans.ts';
import type { PlanDraft } from './plan-draft.ts';

export function summarizeDraft(draft: PlanDraft, canCleanAtOnce: boolean): PlanSummary {
  const { plan, groups, kept, needsTypedWord } = draft;
  return {
    id: plan.id,
    options: plan.options,
    presetName: plan.presetName,
    expiresAtMs: plan.createdAtMs + PLAN_LIFETIME_MS,
    groups,
    kept,
    predicted: plan.predicted,
    irrecoverableKinds: plan.irrecoverableKinds,
    needsTypedWord,
    canCleanAtOnce,
    ...namedBuilder(plan.engine),
  };
}

/** The receipt's own fields, with counts in place of its lists. */
export function summarizeReceipt(receipt: Receipt): ReceiptSummary {
  const { deleted, skipped, startedAtMs, engine, ...rest } = receipt;
  return {
    ...rest,
    ...namedBuilder(engine),
    finishedAtMs: startedAtMs + rest.durationMs,
    deletedCount: deleted.length,
    skippedCount: skipped.length,
  };
}

function namedBuilder(engine: EngineIdentity | undefined): { readonly builderName?: string } {
  return engine?.builder === undefined ? {} : { builderName: engine.builder.name };
}
