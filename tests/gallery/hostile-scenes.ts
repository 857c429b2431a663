/** Every screen of an engine whose texts are attacks: none may push the layout aside. */

import { Lists } from '../../electron/core/browsing/lists.ts';
import { RowNumbers } from '../../electron/core/cleaning/row-numbers.ts';
import type { BrowseKind } from '../../shared/browse.ts';
import type { Handlers, RuleMatch } from '../../shared/contract.ts';
import type { Inventory } from '../../shared/usage.ts';
import type { AppState } from '../../shared/state.ts';
import { readyState } from '../fakes/app-states.ts';
import { fakePlan } from '../fakes/fake-plan.ts';
import { hostileTexts } from '../fakes/hostile-engine.ts';
import { hostileInventory } from '../fakes/hostile-inventory.ts';
import { developerRows, type SeedRow } from '../fakes/plan-rows.ts';
import { deepReceipt, pullOffers } from '../fakes/receipts.ts';
import type { Scene } from './scene.ts';

const text = (index: number): string => hostileTexts[index % hostileTexts.length] ?? '';
const inRow = (index: number): string => text(index).slice(0, 500);

export function hostileScenesAt(nowMs: number): Readonly<Record<string, Scene>> {
  const state = hostileState(nowMs);
  const answers = hostileAnswers(nowMs);
  const at = (goesTo: Scene['goesTo']): Scene => ({ state, answers, ...(goesTo && { goesTo }) });
  const cache = at('cache');
  return {
    'hostile-overview': at(undefined),
    'hostile-cache': cache,
    'hostile-cache-tree': cache,
    'hostile-cache-map': cache,
    'hostile-images': at('images'),
    'hostile-containers': at('containers'),
    'hostile-projects': at('containers'),
    'hostile-volumes': at('volumes'),
    'hostile-builders': at('builders'),
    'hostile-history': at('history'),
    'hostile-settings': at('settings'),
    'hostile-plan': at('plan'),
    'hostile-receipt': { ...at('plan'), afterAccept: finished(state, nowMs) },
  };
}

function hostileState(nowMs: number): AppState {
  const ready = readyState(nowMs);
  const { engine, engines, usage, settings } = ready;
  if (engine.kind !== 'ready' || usage.cache === undefined) throw new Error('The engine is not ready');
  const byType = Object.fromEntries(hostileTexts.map((each, index) => [each.slice(0, 64), index * 1e8]));
  return {
    ...ready,
    engine: { ...engine, facts: { ...engine.facts, name: text(5), version: text(3), endpoint: inRow(10) } },
    engines: engines.map((each, index) => ({ ...each, label: text(index + 5), endpoint: text(index + 4) })),
    usage: { ...usage, cache: { ...usage.cache, value: { ...usage.cache.value, byType } } },
    settings: { ...settings, protectRules: rules().map(({ rule }) => rule) },
    pulling: { kind: 'idle' },
  };
}

function rules(): readonly RuleMatch[] {
  return hostileTexts.map((each, index) => ({
    rule: { kind: 'name', pattern: each.slice(0, 200) },
    count: 3,
    sizeBytes: 1e9,
    examples: [inRow(index), inRow(index + 1), inRow(index + 2)],
  }));
}

function hostileAnswers(nowMs: number): Partial<Handlers> {
  const receipt = hostileReceipt(nowMs);
  return {
    ...hostileLists(hostileInventory(nowMs)),
    ...fakePlan(nowMs, {}, hostileRows(nowMs)),
    protectedNow: async () => rules(),
    builders: async () => ({
      engineCache: undefined,
      totalBytes: 0,
      builders: hostileTexts.map((_, row) => ({
        row,
        name: inRow(row),
        state: row % 2 === 0 ? 'running' : 'stopped',
        cache: undefined,
        stateBytes: row * 1e9,
        lastUsedAtMs: nowMs,
        problem: row % 3 === 0 ? 'no-buildctl' : undefined,
      })),
    }),
    changes: async () => ({
      changes: [],
      newcomers: hostileTexts.slice(0, 10).map((_, row) => ({
        row,
        kind: 'volume',
        name: inRow(row),
        sizeBytes: 1e9,
        createdAtMs: nowMs,
      })),
    }),
    lastReceipt: async () => receipt,
    receipt: async () => receipt,
    receipts: async () => {
      const { lastReceipt } = finished(readyState(nowMs), nowMs);
      return { receipts: lastReceipt === undefined ? [] : [lastReceipt], total: 1 };
    },
    pullOffers: async () => pullOffers.map((offer) => ({ ...offer, name: text(offer.row + 4) })),
  };
}

function hostileLists(
  inventory: Inventory,
): Pick<Handlers, 'browse' | 'recordTree' | 'recordMap' | 'itemDetails'> {
  const logs = inventory.containers.map(
    ({ id }, index) => [id, { driver: inRow(index), isUnrotated: index % 2 === 0, sizeBytes: 1e9 }] as const,
  );
  const lists = new Lists(
    {
      records: inventory.records,
      recordsTakenAtMs: inventory.takenAtMs,
      inventory,
      measuredAtMs: inventory.takenAtMs,
      guard: { protectRules: [], keepsKnownTools: false },
      useOf: () => ({ kind: 'not-seen', sinceMs: 0 }),
      logs: new Map(logs),
      ends: new Map(),
    },
    new RowNumbers<BrowseKind>(),
  );
  return {
    browse: async (query) => lists.pager(query.filter.kind)?.page(query) ?? { kind: 'not-read' },
    recordTree: async (query) => lists.tree(query),
    recordMap: async (filter) => lists.map(filter) ?? null,
    itemDetails: async ({ row }) => lists.details(row) ?? null,
  };
}

function hostileRows(nowMs: number): readonly SeedRow[] {
  return developerRows(nowMs, 24).map((row, index) => ({
    ...row,
    name: inRow(index),
    otherNames: [inRow(index + 1), inRow(index + 2)],
    holders: row.kind === 'record' ? [{ name: inRow(index + 3), confidence: 'likely', goes: false }] : [],
    usedBy: row.kind === 'volume' ? inRow(index + 4) : undefined,
    rules: [{ kind: 'name', pattern: text(index).slice(0, 200) }],
  }));
}

function hostileReceipt(nowMs: number): ReturnType<typeof deepReceipt> {
  const { deleted, skipped } = deepReceipt(nowMs);
  return deepReceipt(nowMs, {
    deleted: deleted.map((item, index) => ({ ...item, name: text(index) })),
    skipped: skipped.map((item, index) => ({ ...item, name: text(index + 4) })),
  });
}

function finished(state: AppState, nowMs: number): AppState {
  const { lastReceipt } = readyState(nowMs);
  const { planId } = deepReceipt(nowMs);
  return { ...state, lastReceipt: lastReceipt && { ...lastReceipt, planId } };
}
