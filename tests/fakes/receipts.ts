/** Receipts as main would answer them. */

import type { PullOffer } from '../../shared/contract.ts';
import { deletedItem, type PlanItem, type Receipt } from '../../shared/plan.ts';
import { developerRows } from './plan-rows.ts';

const GB = 1_000_000_000;

/** What a deep clean of the developer's engine left behind: one image had changed, the rest went. */
export function deepReceipt(nowMs: number, patch: Partial<Receipt> = {}): Receipt {
  return {
    planId: 'plan-1',
    preset: 'deep',
    presetName: '',
    source: 'window',
    startedAtMs: nowMs - 72_000,
    durationMs: 72_000,
    outcome: 'partly',
    deleted: goingItems(nowMs).map(deletedItem),
    skipped: [
      { kind: 'image', id: 'sha256:4be2', name: 'shop/web:2.3.1', why: 'changed' },
      {
        kind: 'record',
        id: 'x7f0731qkd0a',
        name: 'mount / from exec /bin/sh -c go build ./...',
        why: 'already-gone',
      },
      { kind: 'record', id: 'x7f0732qkd0a', name: 'local source for context', why: 'already-gone' },
    ],
    engineBytes: 26.1 * GB,
    freedBytes: 25.9 * GB,
    diskBytes: 25.8 * GB,
    problem: undefined,
    ...patch,
  };
}

/** What the registries said about its images: every answer there is. */
export const pullOffers: readonly PullOffer[] = [
  { row: 0, name: 'registry.example.com/team/api:1.9', sizeBytes: 3.1 * GB, offer: 'sign-in' },
  { row: 1, name: 'node:20-bookworm', sizeBytes: 1.55 * GB, offer: 'by-tag' },
  { row: 2, name: 'postgres:15', sizeBytes: 0.62 * GB, offer: 'by-digest' },
  { row: 3, name: 'shop/web:2.3.1', sizeBytes: 0.78 * GB, offer: 'never-pushed' },
  { row: 4, name: 'alpine:3.12', sizeBytes: 5_600_000, offer: 'not-there' },
  { row: 5, name: 'busybox:1.36', sizeBytes: 4_300_000, offer: 'present' },
  { row: 6, name: 'ghcr.example.com/tools/lint:4', sizeBytes: 0.2 * GB, offer: 'unreachable' },
];

function goingItems(nowMs: number): PlanItem[] {
  return developerRows(nowMs)
    .filter(({ keep, kind }) => keep === undefined && kind !== 'volume')
    .map((row, index) => ({
      ...row,
      id: `${row.kind}-${index}`,
      references: row.kind === 'image' && row.name !== '' ? [row.name] : [],
      digests: [],
    }));
}
