/** Plans and receipts in the short form that crosses to the window: counts and sums, items a page at a time. */

import { PLAN_PAGE_SIZE, type PlanPageAnswer, type PlanSummary } from '../../../shared/contract.ts';
import { DELETE_ORDER, type ItemKind, type Plan, type Receipt } from '../../../shared/plan.ts';
import type { ReceiptSummary } from '../../../shared/state.ts';
import { PLAN_LIFETIME_MS } from './cleaner.ts';

export function summarizePlan(plan: Plan, canCleanAtOnce: boolean): PlanSummary {
  const groups = DELETE_ORDER.map((kind) => {
    const items = plan.items.filter((item) => item.kind === kind);
    return { kind, count: items.length, sizeBytes: items.reduce((total, item) => total + item.sizeBytes, 0) };
  });
  return {
    id: plan.id,
    preset: plan.options.preset,
    includesVolumes: plan.options.includesVolumes,
    expiresAtMs: plan.createdAtMs + PLAN_LIFETIME_MS,
    groups: groups.filter(({ count }) => count > 0),
    kept: plan.kept,
    predicted: plan.predicted,
    irrecoverableKinds: plan.irrecoverableKinds,
    canCleanAtOnce,
  };
}

/** One page of one kind, largest first: that is what people look for. */
export function planPage(plan: Plan | undefined, kind: ItemKind, offset: number): PlanPageAnswer {
  const items = (plan?.items ?? []).filter((item) => item.kind === kind);
  items.sort((one, other) => other.sizeBytes - one.sizeBytes);
  return { items: items.slice(offset, offset + PLAN_PAGE_SIZE), total: items.length };
}

export function summarizeReceipt(receipt: Receipt): ReceiptSummary {
  const {
    deleted,
    skipped,
    startedAtMs,
    durationMs,
    planId,
    preset,
    source,
    outcome,
    engineBytes,
    freedBytes,
    diskBytes,
    problem,
  } = receipt;
  return {
    planId,
    preset,
    source,
    finishedAtMs: startedAtMs + durationMs,
    durationMs,
    outcome,
    deletedCount: deleted.length,
    skippedCount: skipped.length,
    engineBytes,
    freedBytes,
    diskBytes,
    problem,
  };
}
