import { describe, expect, test } from 'vitest';
import type { BrowseFilter, BrowsePage } from '../../../shared/browse.ts';
import { MARKED_PRESET } from '../../../shared/clean-options.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { settled } from '../../fakes/fake-clock.ts';
import { aRunningCore, type RunningCore } from '../a-running-core.ts';
import { anImage, ENGINE_NOW_MS } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';

const ALL: BrowseFilter = { kind: 'record', text: '', view: 'all' };
const LARGEST = { sort: 'size', isDescending: true, offset: 0 } as const;

const records = [
  aRecord({ id: 'base', description: 'RUN base' }),
  aRecord({ id: 'step', parentIds: ['base'], description: 'RUN step' }),
  aRecord({ id: 'other', description: 'RUN other' }),
];

async function aBrowsingCore(): Promise<RunningCore & Pick<RunningCore['bilge']['commands'], 'browsing'>> {
  const core = await aRunningCore();
  core.engines.first.inventory = { ...core.engines.first.inventory, records };
  await core.bilge.monitor.refresh();
  return { ...core, browsing: core.bilge.commands.browsing };
}

const names = (page: BrowsePage): readonly string[] =>
  page.kind === 'page' ? page.rows.map(({ name }) => name) : [];
const rowOf = (page: BrowsePage, name: string): number => {
  const row = page.kind === 'page' ? page.rows.find((each) => each.name === name)?.row : undefined;
  if (row === undefined) throw new Error(`No row of ${name}`);
  return row;
};

describe('browsing', () => {
  test('shows the newest reading, and numbers that outlive it', async () => {
    const { browsing, engines, bilge } = await aBrowsingCore();
    const before = browsing.page({ ...LARGEST, filter: ALL });
    expect(names(before)).toHaveLength(3);
    engines.first.inventory = {
      ...engines.first.inventory,
      records: [...records, aRecord({ id: 'new', description: 'RUN new' })],
    };
    await bilge.monitor.refresh();
    const after = browsing.page({ ...LARGEST, filter: ALL });
    expect(names(after)).toContain('RUN new');
    expect(rowOf(after, 'RUN other')).toBe(rowOf(before, 'RUN other'));
  });

  test('tells the age of the last reading, though it told nothing new', async () => {
    const { browsing, engines, bilge } = await aBrowsingCore();
    engines.first.inventory = { ...engines.first.inventory, takenAtMs: ENGINE_NOW_MS + 60_000 };
    await bilge.monitor.refresh();
    const page = browsing.page({ ...LARGEST, filter: ALL });
    expect(page).toMatchObject({ takenAtMs: ENGINE_NOW_MS + 60_000 });
  });

  test('goes on with the lists of a cache that stayed as it was, and not where it decides otherwise', async () => {
    const { browsing, engines, bilge } = await aBrowsingCore();
    const base = { text: 'RUN base' };
    const freesBytes = (): number | undefined => {
      const page = browsing.page({ ...LARGEST, filter: { ...ALL, ...base } });
      return page.kind === 'page' ? page.rows[0]?.freesBytes : undefined;
    };
    const read = async (given: Partial<Inventory>): Promise<void> => {
      engines.first.inventory = { ...engines.first.inventory, ...given };
      await bilge.monitor.refresh();
    };
    const pulled = [aRecord({ id: 'p', description: 'pulled from RUN base', sizeBytes: 7 })];
    await read({ records: pulled });
    expect(freesBytes()).toBe(7);
    await read({ records: pulled.map((record) => ({ ...record })) });
    expect(freesBytes()).toBe(7);
    // An image may hold the bytes of a base layer.
    await read({ images: [anImage({ id: 'i1' })] });
    expect(freesBytes()).toBe(0);
  });

  test('follows a rule as it is made', async () => {
    const { browsing, bilge } = await aBrowsingCore();
    await bilge.commands.settings.save({ protectRules: [{ kind: 'cache', pattern: 'RUN other' }] });
    expect(names(browsing.page({ ...LARGEST, filter: { ...ALL, view: 'frees-now' } }))).not.toContain(
      'RUN other',
    );
  });

  test('has read nothing of an engine that it has just turned to', async () => {
    const { browsing, bilge, opening } = await aBrowsingCore();
    let open: () => void = () => undefined;
    opening['second'] = new Promise((resolve) => (open = resolve));
    const turning = bilge.openEngine('second');
    await settled();
    expect(browsing.page({ ...LARGEST, filter: ALL })).toEqual({ kind: 'not-read' });
    expect(browsing.map(ALL)).toBeUndefined();
    expect(await browsing.details(0)).toBeUndefined();
    open();
    await turning;
  });

  test('forgets what it called things of another engine', async () => {
    const { browsing, bilge } = await aBrowsingCore();
    const row = rowOf(browsing.page({ ...LARGEST, filter: ALL }), 'RUN other');
    await bilge.openEngine('second');
    await settled();
    expect(await browsing.planMarked({ kind: 'rows', rows: [row + 1] })).toEqual({
      kind: 'nothing-to-clean',
    });
  });
});

describe('a plan of what was marked', () => {
  test('is made of rows, cleaned, and told in the receipt', async () => {
    const { browsing, bilge, engines } = await aBrowsingCore();
    const row = rowOf(browsing.page({ ...LARGEST, filter: ALL }), 'RUN other');
    const answer = await browsing.planMarked({ kind: 'rows', rows: [row, 999] });
    if (answer.kind !== 'plan') throw new Error(answer.kind);
    expect(answer.plan).toMatchObject({
      options: { preset: MARKED_PRESET },
      groups: [{ kind: 'record', count: 1 }],
      canCleanAtOnce: false,
    });
    expect(await bilge.commands.cleaning.execute(answer.plan.id, true, '')).toEqual({ kind: 'started' });
    await settled();
    expect(bilge.store.state.lastReceipt).toMatchObject({ preset: MARKED_PRESET, outcome: 'done' });
    expect(bilge.store.state.settings.cleansAtOnce).toEqual([]);
    expect(engines.first.inventory.records.map(({ id }) => id)).toEqual(['base', 'step']);
  });

  test('is made of a record with all that was made from it, as its row said', async () => {
    const { browsing } = await aBrowsingCore();
    const page = browsing.page({ ...LARGEST, filter: ALL });
    const answer = await browsing.planMarked({ kind: 'whole', row: rowOf(page, 'RUN base') });
    if (answer.kind !== 'plan' || page.kind !== 'page') throw new Error(answer.kind);
    const row = page.rows.find(({ name }) => name === 'RUN base');
    expect(answer.plan.groups).toMatchObject([{ kind: 'record', count: 2, sizeBytes: row?.freesBytes }]);
    expect(answer.plan.kept).toEqual([]);
  });

  test('is made of all that a filter finds, and of nothing else', async () => {
    const { browsing } = await aBrowsingCore();
    const answer = await browsing.planMarked({ kind: 'found', filter: { ...ALL, text: 'run b' } });
    // What was made from it is not marked: the plan is shown to say so.
    expect(answer).toMatchObject({
      kind: 'plan',
      plan: { groups: [], kept: [{ kind: 'record', why: 'child-stays', count: 1 }] },
    });
  });

  test('never comes from a preset of that name', async () => {
    const { bilge } = await aBrowsingCore();
    expect(await bilge.commands.plans.create(MARKED_PRESET)).toEqual({ kind: 'nothing-to-clean' });
  });

  test('is none where nothing marked is known, or there any more', async () => {
    const { browsing, engines } = await aBrowsingCore();
    expect(await browsing.planMarked({ kind: 'rows', rows: [999] })).toEqual({ kind: 'nothing-to-clean' });
    const row = rowOf(browsing.page({ ...LARGEST, filter: ALL }), 'RUN other');
    engines.first.inventory = { ...engines.first.inventory, records: [], images: [anImage({ id: 'i1' })] };
    expect(await browsing.planMarked({ kind: 'rows', rows: [row] })).toEqual({ kind: 'nothing-to-clean' });
  });
});
