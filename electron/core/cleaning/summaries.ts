/** Plans and receipts in the short form that crosses to the window: counts and sums, items a page at a time. */

import { PLAN_PAGE_SIZE, type PlanPageAnswer, type PlanSummary } from '../../../shared/contract.ts';
import { type ItemKind } from '../../../shared/clean-options.ts';
import { DELETE_ORDER, type Plan, type Receipt } from '../../../shared/plan.ts';
import type { ReceiptSummary } from '../../../shared/state.ts';
import { sumOf } from '../usage/sum-of.ts';
import { PLAN_LIFETIME_MS } from './cleaner.ts';

export function summarizePlan(plan: Plan, canCleanAtOnce: boolean): PlanSummary {
  const groups = DELETE_ORDER.map((kind) => {
    const items = plan.items.filter((item) => item.kind === kind);
    return {
      kind,
      count: items.length,
      untickedCount: 0,
      sizeBytes: sumOf(items, (item) => item.sizeBytes),
      freesBytes: sumOf(items, (item) => item.freesBytes),
    };
  });
  return {
    id: plan.id,
    options: plan.options,
    presetName: plan.presetName,
    expiresAtMs: plan.createdAtMs + PLAN_LIFETIME_MS,
    groups: groups.filter(({ count }) => count > 0),
    kept: plan.kept,
    predicted: plan.predicted,
    irrecoverableKinds: plan.irrecoverableKinds,
    needsTypedWord: plan.items.some(({ why }) => why === 'ticked-volume'),
    canCleanAtOnce,
  };
}

/** One page of one kind, largest first: that is what people look for. */
export function planPage(plan: Plan | undefined, kind: ItemKind, offset: number): PlanPageAnswer {
  const items = (plan?.items ?? []).filter((item) => item.kind === kind);
  items.sort((one, other) => other.sizeBytes - one.sizeBytes);
  return {
    rows: items.slice(offset, offset + PLAN_PAGE_SIZE).map((item, index) => ({
      ...item,
      row: offset + index,
      keep: undefined,
      canTick: false,
      holders: [],
      usedBy: undefined,
      rules: [],
    })),
    total: items.length,
  };
}

/** The receipt's own fields, with counts in place of its lists. */
export function summarizeReceipt({ deleted, skipped, startedAtMs, ...rest }: Receipt): ReceiptSummary {
  return {
    ...rest,
    finishedAtMs: startedAtMs + rest.durationMs,
    deletedCount: deleted.length,
    skippedCount: skipped.length,
  };
}
