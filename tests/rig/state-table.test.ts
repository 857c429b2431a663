/** Every state on every engine: what the plan says goes, goes; the receipt accounts for it; nothing else changes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemKey } from '../../electron/core/cleaning/clean-scope.ts';
import type { Plan, Receipt } from '../../shared/plan.ts';
import { emptyEngine } from './empty-engine.ts';
import { objectsOf, type EngineObjects } from './engine-objects.ts';
import { dockerEngines, startEngine, type EngineName, type RigEngine } from './engines.ts';
import { engineLegend, MeasuredTable, showMeasured } from './measured-table.ts';
import { defaultGuard, openCleaner } from './real-cleaner.ts';
import { allStates } from './states/all-states.ts';
import type { Expectation, FilledState, PendingClean } from './states/filled-state.ts';

interface Cleaned {
  readonly before: EngineObjects;
  readonly after: EngineObjects;
  readonly plan: Plan;
  readonly receipt: Receipt;
}

async function cleanState(rig: RigEngine, state: FilledState): Promise<Cleaned> {
  await emptyEngine(rig);
  const clean: PendingClean = { options: state.options, end: async () => undefined };
  await state.fill(rig, clean);
  const cleaner = await openCleaner(rig.endpoint, { ...defaultGuard, ...state.guard });
  // The plan reads first: what an engine does to its records when it is first asked after a build is the plan's to bear.
  const plan = await cleaner.plan(clean.options, state.picksOf);
  const before = await objectsOf(rig);
  const receipt = await cleaner.clean(plan);
  const after = await objectsOf(rig);
  cleaner.close();
  await clean.end();
  return { before, after, plan, receipt };
}

const keysOf = (items: Plan['items'] | Receipt['deleted']): readonly string[] =>
  items.map(({ kind, id }) => itemKey(kind, id)).sort();

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();

function expectationOn(name: EngineName, state: FilledState): Expectation {
  return { takes: state.takes, keeps: state.keeps, ...state.otherwise?.[name] };
}

const tableText = `# What a clean of each state was said to delete, and what it deleted

Written by tests/rig/state-table.test.ts. Bytes are the engine's own account. In each row the deleted ids were the planned ones, and
everything else the engine held before it held afterwards, unchanged.
${engineLegend}`;

type Row = readonly [items: number, predictedBytes: number, deletedBytes: number, isEqual: boolean];
const rows = new Map<string, Row>();
const rowKey = (stateName: string, name: EngineName): string => `${stateName} on ${name}`;

describe.concurrent.each(dockerEngines)('on %s', (name) => {
  let rig: RigEngine;
  beforeAll(async () => {
    rig = await startEngine(name, { settings: { builder: { gc: { enabled: false } } } });
  });
  afterAll(() => rig.dispose());

  test.for(Object.entries(allStates))('%s', { concurrent: false }, async ([stateName, state]) => {
    const { before, after, plan, receipt } = await cleanState(rig, state);
    const planned = keysOf(plan.items);
    const left = new Map([...before].filter(([key]) => !planned.includes(key)));
    const { engineBytes } = plan.predicted;
    const isEqual = receipt.engineBytes === engineBytes;
    rows.set(rowKey(stateName, name), [plan.items.length, engineBytes, receipt.engineBytes, isEqual]);

    const { takes, keeps } = expectationOn(name, state);
    expect(distinct(plan.items.map(({ kind }) => kind))).toEqual(distinct(takes));
    expect(distinct(plan.kept.map(({ kind, why }) => `${kind} ${why}`))).toEqual(distinct(keeps));
    expect(receipt).toMatchObject({ outcome: 'done', skipped: [], problem: undefined });
    expect(keysOf(receipt.deleted)).toEqual(planned);
    expect(receipt.engineBytes).toBe(engineBytes);
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(left));
  });
});

afterAll(() => {
  const table = new MeasuredTable(['state', 'engine', 'items', 'predicted bytes', 'deleted bytes', 'equal']);
  for (const stateName of Object.keys(allStates)) {
    for (const name of dockerEngines) {
      const row = rows.get(rowKey(stateName, name));
      if (row) table.add([stateName, name, ...row]);
    }
  }
  showMeasured('state-table', `${tableText}\n\n${table.toMarkdown()}`);
});
