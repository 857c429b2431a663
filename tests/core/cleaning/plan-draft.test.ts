import { beforeEach, describe, expect, test } from 'vitest';
import { PLAN_LIFETIME_MS } from '../../../electron/core/cleaning/shown-plans.ts';
import { optionsOf } from '../../../shared/clean-options.ts';
import { PLAN_PAGE_SIZE } from '../../../shared/contract.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { aContainer, anImage, aVolume } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { APlanDesk, goes, rowOf, stays } from './a-plan-desk.ts';

const layer = (chainId: string, sizeBytes: number) => ({ chainId, sizeBytes });
const engineContents: Partial<Inventory> = {
  records: [
    aRecord({ id: 'small', description: 'RUN small', sizeBytes: 1 }),
    aRecord({ id: 'large', description: 'RUN large', sizeBytes: 100 }),
    aRecord({ id: 'mount', description: 'mount /root/.npm', sizeBytes: 50, type: 'exec.cachemount' }),
    aRecord({ id: 'busy', description: 'RUN busy', sizeBytes: 7, isInUse: true }),
  ],
  images: [
    anImage({ id: 'a', references: ['a:1'], sizeBytes: 30, layers: [layer('base', 10), layer('a', 20)] }),
    anImage({ id: 'b', references: ['b:1'], sizeBytes: 15, layers: [layer('base', 10), layer('b', 5)] }),
    anImage({ id: 'kept', references: ['kept:1'], sizeBytes: 9, containerCount: 1, layers: [layer('k', 9)] }),
  ],
  containers: [
    aContainer({ id: 'old', state: 'exited', finishedAtMs: 1, volumeNames: ['data'] }),
    aContainer({ id: 'new', state: 'exited', finishedAtMs: 2, volumeNames: ['data'] }),
  ],
  volumes: [
    aVolume({ name: 'anonymous', sizeBytes: 4 }),
    aVolume({ name: 'data', isAnonymous: 'no', sizeBytes: 40, containerCount: 2 }),
    aVolume({ name: 'spare', isAnonymous: 'no', sizeBytes: 60 }),
  ],
};

let world: APlanDesk;
beforeEach(() => {
  world = new APlanDesk(engineContents);
});

const deep = optionsOf('deep');
const { preset: _, ...deepChoices } = deep;
const withVolumes = { kinds: [...deep.kinds, 'volume' as const] };
const names = (rows: readonly { readonly name: string }[]): readonly string[] => rows.map(({ name }) => name);

describe('the lists of a plan', () => {
  test('show what goes, the largest first, cache mounts apart; and what stays, by reason', async () => {
    const draft = await world.open();
    expect(names(goes(draft, 'record'))).toEqual(['RUN large', 'RUN small']);
    expect(names(goes(draft, 'cache-mount'))).toEqual(['mount /root/.npm']);
    expect(names(goes(draft, 'image'))).toEqual(['a:1', 'b:1']);
    expect(stays(draft, 'record')).toMatchObject([{ name: 'RUN busy', keep: 'in-use', canTick: false }]);
    expect(stays(draft, 'image', 'protected')).toEqual([]);
    expect(names(stays(draft, 'image', 'in-use'))).toEqual(['kept:1']);
  });

  test('tell every name of an image, and the short id of one that has none', async () => {
    world = new APlanDesk({
      images: [
        anImage({ id: 'a', references: ['app:1', 'postgres:16'] }),
        anImage({ id: `sha256:${'b1'.repeat(32)}`, references: [], digests: [] }),
      ],
    });
    const rows = goes(await world.open(), 'image').map(({ name, otherNames }) => [name, ...otherNames]);
    expect(rows.sort()).toEqual([['app:1', 'postgres:16'], ['b1b1b1b1b1b1']]);
  });

  test('sum up to what the plan frees', async () => {
    const draft = await world.open(withVolumes);
    const sums = draft.groups.map(({ kind, count, untickedCount, sizeBytes }) => [
      kind,
      count,
      untickedCount,
      sizeBytes,
    ]);
    expect(sums).toEqual([
      ['container', 2, 0, 0],
      ['image', 2, 0, 35],
      ['record', 2, 0, 101],
      ['volume', 1, 0, 4],
      ['cache-mount', 1, 0, 50],
      ['named-volume', 2, 2, 0],
    ]);
    expect(draft.plan.predicted.engineBytes).toBe(190);
  });

  test('come a page at a time', async () => {
    const records = Array.from({ length: PLAN_PAGE_SIZE + 5 }, (_each, index) =>
      aRecord({ id: `r${index}`, sizeBytes: index }),
    );
    const draft = await new APlanDesk({ records }).open();
    const query = { planId: '', list: 'goes', kind: 'record' } as const;
    expect(draft.page({ ...query, offset: 0 }).rows).toHaveLength(PLAN_PAGE_SIZE);
    const last = draft.page({ ...query, offset: PLAN_PAGE_SIZE });
    expect(last.total).toBe(PLAN_PAGE_SIZE + 5);
    expect(last.rows.map(({ sizeBytes }) => sizeBytes)).toEqual([4, 3, 2, 1, 0]);
  });
});

test('a record tells which images hold it, how surely, and whether they go with it', async () => {
  const shared = aRecord({ id: 'shared', sizeBytes: 30, isShared: true });
  const image = anImage({ id: 'a', references: ['a:1'], sizeBytes: 30, layers: [layer('a', 30)] });
  const one = new APlanDesk({ records: [shared], images: [image] });
  const holders = async (preset: 'deep' | 'cache', list: 'goes' | 'stays') => {
    const draft = await one.desk.open(one.engine, optionsOf(preset), '');
    return draft.page({ planId: '', list, kind: 'record', offset: 0 }).rows[0]?.holders;
  };
  expect(await holders('deep', 'goes')).toEqual([{ name: 'a:1', confidence: 'certain', goes: true }]);
  expect(await holders('cache', 'stays')).toEqual([{ name: 'a:1', confidence: 'certain', goes: false }]);
});

describe('a tick taken away', () => {
  test('keeps the item in its place and takes it out of the plan', async () => {
    const first = await world.open();
    const row = rowOf(goes(first, 'record'), 'RUN large');
    const draft = await world.revise(first, { kind: 'tick', row, isTicked: false });
    expect(goes(draft, 'record')).toMatchObject([
      { row, name: 'RUN large', keep: 'unticked', canTick: true, freesBytes: 0 },
      { name: 'RUN small', keep: undefined },
    ]);
    expect(draft.plan.items.map(({ id }) => id)).not.toContain('large');
    expect(draft.groups.find(({ kind }) => kind === 'record')).toMatchObject({
      count: 2,
      untickedCount: 1,
      sizeBytes: 1,
    });
    expect(draft.kept.map(({ why }) => why)).not.toContain('unticked');
  });

  test('comes back, and so does the plan as it was', async () => {
    const first = await world.open();
    const row = rowOf(goes(first, 'image'), 'a:1');
    const without = await world.revise(first, { kind: 'tick', row, isTicked: false });
    // The layer it shares with the other image stays with it.
    expect(without.plan.items.find(({ id }) => id === 'b')?.sizeBytes).toBe(5);
    expect(goes(without, 'image').map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ['a:1', 30],
      ['b:1', 5],
    ]);
    const again = await world.revise(without, { kind: 'tick', row, isTicked: true });
    expect(again.plan.items).toEqual(first.plan.items);
  });

  test('may be that of a whole group', async () => {
    const first = await world.open();
    const none = await world.revise(first, { kind: 'tick-all', group: 'record', isTicked: false });
    expect(none.plan.items.filter(({ kind }) => kind === 'record').map(({ id }) => id)).toEqual(['mount']);
    const all = await world.revise(none, { kind: 'tick-all', group: 'record', isTicked: true });
    expect(all.plan.items).toEqual(first.plan.items);
  });

  test('of something that stays anyway, or of a row nobody was shown, changes nothing', async () => {
    const first = await world.open();
    const busy = rowOf(stays(first, 'record'), 'RUN busy');
    const ticked = await world.revise(first, { kind: 'tick', row: busy, isTicked: true });
    const unknown = await world.revise(ticked, { kind: 'tick', row: 10_000, isTicked: false });
    expect(unknown.plan.items).toEqual(first.plan.items);
  });
});

describe('a named volume', () => {
  test('goes by its own tick and nothing else, and then a word is asked for', async () => {
    const first = await world.open(withVolumes);
    expect(first.needsTypedWord).toBe(false);
    expect(goes(first, 'named-volume')).toMatchObject([
      { name: 'spare', keep: 'named-volume', canTick: true, usedBy: undefined },
      { name: 'data', keep: 'named-volume', canTick: true, usedBy: 'new' },
    ]);
    const row = rowOf(goes(first, 'named-volume'), 'spare');
    const draft = await world.revise(first, { kind: 'tick', row, isTicked: true });
    expect(draft.needsTypedWord).toBe(true);
    expect(draft.plan.items.filter(({ why }) => why === 'ticked-volume').map(({ id }) => id)).toEqual([
      'spare',
    ]);
    const off = await world.revise(draft, { kind: 'tick', row, isTicked: false });
    expect(off.needsTypedWord).toBe(false);
  });
});

describe('a revision', () => {
  test('is a new plan of the same reading; the old one can be neither seen nor accepted', async () => {
    const first = await world.open();
    await world.clock.advance(1_000);
    world.engine.calls.length = 0;
    const draft = await world.revise(first, {
      kind: 'choices',
      choices: { ...deepChoices, keepsCacheMounts: true },
    });
    expect(world.engine.calls).toEqual([]);
    expect(draft.plan.id).not.toBe(first.plan.id);
    expect(draft.plan).toMatchObject({ createdAtMs: 0, engineTime: first.plan.engineTime });
    expect(names(stays(draft, 'record', 'cache-mount'))).toEqual(['mount /root/.npm']);
    expect(world.desk.draft(first.plan.id)).toBeUndefined();
    expect([...world.acceptable]).toEqual([draft.plan.id]);
    await expect(world.revise(first, { kind: 'tick', row: 0, isTicked: true })).rejects.toThrow('no more');
  });

  test('reads again where volumes are wanted and were not measured, and keeps its row numbers', async () => {
    const first = await world.open();
    const row = rowOf(goes(first, 'record'), 'RUN small');
    world.engine.calls.length = 0;
    const choices = { ...deepChoices, ...withVolumes };
    const draft = await world.revise(first, { kind: 'choices', choices });
    expect(world.engine.calls).toContain('readInventory full');
    expect(rowOf(goes(draft, 'record'), 'RUN small')).toBe(row);
    expect(names(goes(draft, 'volume'))).toEqual(['anonymous']);
  });

  test('ends the plan where another engine answers the new reading', async () => {
    const first = await world.open();
    world.engine.identityNow = { ...world.engine.identityNow, id: 'ANOTHER' };
    const choices = { ...deepChoices, ...withVolumes };
    await expect(world.revise(first, { kind: 'choices', choices })).rejects.toThrow('no more');
    expect([...world.acceptable]).toEqual([]);
  });

  test('leaves the plan as it is where the engine cannot be read', async () => {
    const first = await world.open();
    world.engine.failure = 'gone';
    const choices = { ...deepChoices, ...withVolumes };
    await expect(world.revise(first, { kind: 'choices', choices })).rejects.toThrow('told to fail');
    expect(world.desk.draft(first.plan.id)).toBe(first);
  });

  test('follows the rules as they are now, and a row offers those that would keep it', async () => {
    const first = await world.open();
    const row = rowOf(goes(first, 'image'), 'a:1');
    const rule = first.ruleAt(row, 0);
    expect(rule).toEqual({ kind: 'image', pattern: 'a:1' });
    expect(goes(first, 'image')[0]?.rules[0]).toEqual(rule);
    world.guard = { ...world.guard, protectRules: [rule!] };
    const draft = await world.revise(first, { kind: 'protect', row, rule: 0 });
    expect(stays(draft, 'image', 'protected')).toMatchObject([{ name: 'a:1', canTick: false }]);
  });
});

describe('memory', () => {
  test('is given back when a plan’s time is over, though nobody asks', async () => {
    const draft = await world.open();
    await world.clock.advance(PLAN_LIFETIME_MS);
    expect(world.desk.draft(draft.plan.id)).toBeUndefined();
    expect([...world.acceptable]).toEqual([]);
    expect(world.clock.nextMs).toBeUndefined();
  });

  test('ends a plan whose time passed while the computer slept', async () => {
    const draft = await world.open();
    world.clock.set(world.clock.nowMs() + PLAN_LIFETIME_MS);
    expect(world.desk.draft(draft.plan.id)).toBeUndefined();
    expect([...world.acceptable]).toEqual([]);
  });

  test('holds three plans at most', async () => {
    const first = await world.open();
    const later = [await world.open(), await world.open(), await world.open()];
    expect(world.desk.draft(first.plan.id)).toBeUndefined();
    expect([...world.acceptable]).toEqual(later.map(({ plan }) => plan.id));
  });
});
