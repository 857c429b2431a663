/** A deep-clean plan, its pages and its receipt, as main would answer them. */

import {
  PLAN_PAGE_SIZE,
  type Handlers,
  type PlanPageAnswer,
  type PlanSummary,
} from '../../shared/contract.ts';
import type { ItemKind } from '../../shared/clean-options.ts';
import type { PlanItem, Receipt } from '../../shared/plan.ts';

const GB = 1_000_000_000;
const MB = 1_000_000;
const HOUR_MS = 3_600_000;

export function deepPlan(nowMs: number, patch: Partial<PlanSummary> = {}): PlanSummary {
  return {
    id: 'plan-1',
    preset: 'deep',
    includesVolumes: false,
    expiresAtMs: nowMs + 600_000,
    groups: [
      { kind: 'container', count: 6, sizeBytes: 390 * MB },
      { kind: 'network', count: 1, sizeBytes: 0 },
      { kind: 'image', count: 17, sizeBytes: 9.4 * GB },
      { kind: 'record', count: 731, sizeBytes: 16.5 * GB },
    ],
    kept: [
      { kind: 'record', why: 'in-use', count: 14, sizeBytes: 1.5 * GB },
      { kind: 'record', why: 'protected', count: 6, sizeBytes: 2.2 * GB },
      { kind: 'image', why: 'in-use', count: 3, sizeBytes: 4.8 * GB },
      { kind: 'container', why: 'compose-project-runs', count: 2, sizeBytes: 22 * MB },
    ],
    predicted: { engineBytes: 26.3 * GB, diskBytes: { certain: 24.1 * GB, possible: 26.3 * GB } },
    irrecoverableKinds: ['container', 'image'],
    canCleanAtOnce: true,
    ...patch,
  };
}

/** Answers `planPage` for the groups of a plan. */
export function pagesOf(plan: PlanSummary, nowMs: number): Handlers['planPage'] {
  return async ({ kind, offset }): Promise<PlanPageAnswer> => {
    const total = plan.groups.find((group) => group.kind === kind)?.count ?? 0;
    const length = Math.min(PLAN_PAGE_SIZE, Math.max(0, total - offset));
    return { items: Array.from({ length }, (_, index) => item(kind, offset + index, nowMs)), total };
  };
}

export function deepReceipt(nowMs: number, patch: Partial<Receipt> = {}): Receipt {
  return {
    planId: 'plan-1',
    preset: 'deep',
    source: 'window',
    startedAtMs: nowMs - 72_000,
    durationMs: 72_000,
    outcome: 'partly',
    deleted: Array.from({ length: 754 }, (_, index) =>
      item(index < 6 ? 'container' : 'record', index, nowMs),
    ),
    skipped: [
      { kind: 'image', id: 'sha256:4be2', name: 'registry.example.com/team/api:1.9', why: 'changed' },
    ],
    engineBytes: 26.1 * GB,
    freedBytes: 25.9 * GB,
    diskBytes: 25.8 * GB,
    problem: undefined,
    ...patch,
  };
}

const names: Readonly<Record<ItemKind, readonly string[]>> = {
  container: ['web-1', 'api-migrate', 'determined_hopper'],
  network: ['shop_default'],
  image: ['registry.example.com/team/api:1.9', 'node:20-bookworm', ''],
  record: [
    'RUN pnpm install --frozen-lockfile',
    'RUN cargo build --release --locked --target x86_64-unknown-linux-musl --features vendored',
    'COPY . .',
    'local source for context',
  ],
  volume: ['8f1c2d'],
};

function item(kind: ItemKind, index: number, nowMs: number): PlanItem {
  const known = names[kind];
  return {
    kind,
    id: `${kind}-${index}`,
    name: known[index % known.length] ?? '',
    sizeBytes: Math.round((3.2 * GB) / (index + 1)),
    freesBytes: Math.round((3.2 * GB) / (index + 1)),
    why: kind === 'container' ? 'stopped-container' : kind === 'image' ? 'unused-image' : 'unused-record',
    references: [],
    lastUsedAtMs: kind === 'record' ? nowMs - (index + 5) * HOUR_MS : undefined,
  };
}
