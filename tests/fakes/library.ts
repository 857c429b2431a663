/** A user's own presets, protect rules and cleans of the past. */

import { choicesOf, type CustomPreset } from '../../shared/clean-options.ts';
import type { Handlers, RuleMatch } from '../../shared/contract.ts';
import type { ProtectRule } from '../../shared/protect-rule.ts';
import type { ReceiptSummary } from '../../shared/state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GB = 1_000_000_000;

export const weeklyTidy: CustomPreset = {
  id: 'custom-weekly',
  name: 'Weekly tidy',
  choices: {
    ...choicesOf('quick'),
    cacheTypes: ['regular', 'source.local'],
    olderThanMs: 36 * HOUR_MS,
    recordsOlderThanMs: 14 * DAY_MS,
    keepStorageBytes: 10 * GB,
  },
};

export const ownPresets: CustomPreset[] = [
  weeklyTidy,
  {
    id: 'custom-shop',
    name: 'Shop, all but the newest three',
    choices: {
      ...choicesOf('deep'),
      kinds: ['container', 'network', 'image'],
      keepNewestImages: 3,
      labels: ['stage=review'],
      projects: ['shop', 'shop-*'],
    },
  },
];

export const protectRules: ProtectRule[] = [
  { kind: 'image', pattern: 'postgres:*' },
  { kind: 'cache-type', pattern: 'exec.cachemount' },
  { kind: 'project', pattern: 'shop' },
  { kind: 'label', pattern: 'keep=yes' },
];

/** What these rules keep: one of them nothing, one only things without a size. */
export const ruleMatches: readonly RuleMatch[] = [
  {
    rule: { kind: 'image', pattern: 'postgres:*' },
    count: 2,
    sizeBytes: 0.86 * GB,
    examples: ['postgres:15', 'postgres:17-alpine'],
  },
  {
    rule: { kind: 'cache-type', pattern: 'exec.cachemount' },
    count: 6,
    sizeBytes: 2.2 * GB,
    examples: ['mount / from exec /bin/sh -c cargo build --release --locked', '/root/.npm', '/var/cache/apt'],
  },
  { rule: { kind: 'project', pattern: 'shop' }, count: 1, sizeBytes: 0, examples: ['shop_default'] },
  { rule: { kind: 'label', pattern: 'keep=yes' }, count: 0, sizeBytes: 0, examples: [] },
];

/** Cleans of two months, newest first: every outcome and every source. */
export function pastCleans(nowMs: number): readonly ReceiptSummary[] {
  const base = { preset: 'quick', presetName: '', source: 'schedule', outcome: 'done' } as const;
  const some: readonly Partial<ReceiptSummary>[] = [
    { ...base, preset: 'deep', source: 'window', outcome: 'partly', skippedCount: 3, diskBytes: 25.8 * GB },
    { ...base, preset: weeklyTidy.id, presetName: weeklyTidy.name, diskBytes: 11.1 * GB },
    { ...base, preset: 'cache', source: 'threshold', diskBytes: undefined, freedBytes: 6.42 * GB },
    { ...base, source: 'tray', outcome: 'stopped', skippedCount: 1180, diskBytes: 0.9 * GB },
    { ...base, preset: 'deep', source: 'command-line', diskBytes: 18.4 * GB },
    {
      ...base,
      source: 'notification',
      outcome: 'refused',
      deletedCount: 0,
      diskBytes: 0,
      problem: 'build-runs',
    },
    {
      ...base,
      preset: weeklyTidy.id,
      presetName: weeklyTidy.name,
      outcome: 'interrupted',
      diskBytes: 2.2 * GB,
    },
    { ...base, diskBytes: 3.05 * GB },
  ];
  return some.map((patch, index) => ({
    planId: `plan-${index}`,
    preset: 'quick',
    presetName: '',
    source: 'schedule',
    finishedAtMs: nowMs - (index * 9 * DAY_MS + 5 * HOUR_MS),
    durationMs: 72_000,
    outcome: 'done',
    deletedCount: 1204 - index * 133,
    skippedCount: 0,
    engineBytes: 12 * GB,
    freedBytes: 11 * GB,
    diskBytes: 11 * GB,
    problem: undefined,
    ...patch,
  }));
}

/** Answers `receipts` with `pageSize` of them at a time, found by the preset's name alone. */
export function receiptsOf(all: readonly ReceiptSummary[], pageSize = 100): Handlers['receipts'] {
  return async ({ query, offset }) => {
    const found = all.filter(({ preset, presetName }) => `${preset} ${presetName}`.includes(query));
    return { receipts: found.slice(offset, offset + pageSize), total: found.length };
  };
}
