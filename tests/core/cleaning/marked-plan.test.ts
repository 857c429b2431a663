import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversPlan, withConsent } from '../../../electron/core/cleaning/consent.ts';
import { markedWish } from '../../../electron/core/cleaning/marked-wish.ts';
import type { PlanDraft } from '../../../electron/core/cleaning/plan-draft.ts';
import { recheckPlan } from '../../../electron/core/cleaning/recheck-plan.ts';
import type { ItemRef } from '../../../electron/core/cleaning/row-numbers.ts';
import { CustomPreset, MARKED_PRESET, choicesOf, optionsOf } from '../../../shared/clean-options.ts';
import { DELETE_ORDER, type Plan } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import * as v from 'valibot';
import { aContainer, anImage, aVolume } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { APlanDesk, goes, rowOf, stays } from './a-plan-desk.ts';
import { arbitraryScope } from './arbitrary-scope.ts';
import { plainModel } from './plain-model.ts';
import { going, guardOf, planOfScope, reasons } from './plan-of.ts';

const marks = (...keys: readonly string[]): readonly ItemRef[] =>
  keys.map((key) => {
    const [kind = '', id = ''] = key.split(' ');
    return { kind: kind as ItemRef['kind'], id };
  });

async function planMarked(inventory: Partial<Inventory>, ...keys: readonly string[]): Promise<PlanDraft> {
  return opened(new APlanDesk(inventory), ...keys);
}

function opened(world: APlanDesk, ...keys: readonly string[]): Promise<PlanDraft> {
  const { options, presetName, picks } = markedWish(marks(...keys));
  return world.desk.open(world.engine, options, presetName, picks);
}

describe('a plan of what was marked', () => {
  test('takes exactly that, and neither counts nor lists anything else', async () => {
    const draft = await planMarked(
      {
        records: [aRecord({ id: 'r1' }), aRecord({ id: 'r2' })],
        images: [anImage({ id: 'i1' }), anImage({ id: 'i2' })],
        containers: [aContainer({ id: 'c1' }), aContainer({ id: 'c2' })],
      },
      'record r1',
      'image i2',
      'container c1',
    );
    expect(going(draft.plan)).toEqual(['container c1', 'image i2', 'record r1']);
    expect(draft.plan.kept).toEqual([]);
    expect(draft.plan.options.preset).toBe(MARKED_PRESET);
  });

  test('keeps a record that one not marked was made from, and says so', async () => {
    const draft = await planMarked(
      { records: [aRecord({ id: 'base' }), aRecord({ id: 'step', parentIds: ['base'] })] },
      'record base',
    );
    expect(going(draft.plan)).toEqual([]);
    expect(reasons(draft.plan)).toEqual(['1 record child-stays']);
    expect(stays(draft, 'record', 'child-stays')).toHaveLength(1);
  });

  test('takes a record with all made from it where all is marked', async () => {
    const draft = await planMarked(
      { records: [aRecord({ id: 'base' }), aRecord({ id: 'step', parentIds: ['base'] })] },
      'record base',
      'record step',
    );
    expect(going(draft.plan)).toEqual(['record step', 'record base']);
  });

  test('keeps an image that a container not marked was made from', async () => {
    const contents = {
      images: [anImage({ id: 'i1', containerCount: 1 })],
      containers: [aContainer({ id: 'c1', imageId: 'i1' })],
    };
    expect(reasons((await planMarked(contents, 'image i1')).plan)).toEqual(['1 image in-use']);
    expect(going((await planMarked(contents, 'image i1', 'container c1')).plan)).toEqual([
      'container c1',
      'image i1',
    ]);
  });

  test('keeps what runs, what a rule protects, what a known tool made, and builders with their state', async () => {
    const world = new APlanDesk({
      containers: [
        aContainer({ id: 'c1', state: 'running' }),
        aContainer({ id: 'c2', labels: { 'org.testcontainers': 'true' } }),
        aContainer({ id: 'c3', name: '/buildx_buildkit_b0' }),
      ],
      records: [aRecord({ id: 'r1', type: 'exec.cachemount' })],
      volumes: [aVolume({ name: 'buildx_buildkit_b0_state', isAnonymous: 'no' })],
    });
    world.guard = guardOf('cache-type:exec.cachemount');
    const draft = await opened(
      world,
      'container c1',
      'container c2',
      'container c3',
      'record r1',
      'volume buildx_buildkit_b0_state',
    );
    expect(going(draft.plan)).toEqual([]);
    expect([...reasons(draft.plan)].sort()).toEqual([
      '1 container builder',
      '1 container in-use',
      '1 container known-tool',
      '1 record protected',
      '1 volume builder',
    ]);
  });

  test('takes a named volume as ticked, and asks for the word', async () => {
    const draft = await planMarked(
      { volumes: [aVolume({ name: 'data', isAnonymous: 'no' })] },
      'volume data',
    );
    expect(going(draft.plan)).toEqual(['volume data']);
    expect(draft.needsTypedWord).toBe(true);
  });

  test('stays what was marked through every change: a tick taken away, and other choices', async () => {
    const world = new APlanDesk({
      records: [
        aRecord({ id: 'r1', description: 'RUN one' }),
        aRecord({ id: 'r2', description: 'RUN two' }),
        aRecord({ id: 'r3', description: 'RUN three' }),
      ],
      images: [anImage({ id: 'i1' })],
    });
    const draft = await opened(world, 'record r1', 'record r2');
    const row = rowOf(goes(draft, 'record'), 'RUN one');
    const unticked = await world.revise(draft, { kind: 'tick', row, isTicked: false });
    expect(going(unticked.plan)).toEqual(['record r2']);
    const wider = await world.revise(unticked, { kind: 'choices', choices: choicesOf('deep') });
    expect(going(wider.plan)).toEqual(['record r2']);
  });

  test('leaves the bytes that something not marked may hold uncounted', async () => {
    const shared = { chainId: 'base', sizeBytes: 100 };
    const draft = await planMarked(
      {
        images: [
          anImage({ id: 'i1', layers: [shared, { chainId: 'own', sizeBytes: 10 }] }),
          anImage({ id: 'i2', layers: [shared] }),
        ],
      },
      'image i1',
    );
    expect(draft.plan.predicted.engineBytes).toBe(10);
  });

  test('reads no deeper than the marks need', async () => {
    const world = new APlanDesk({ records: [aRecord({ id: 'r1' })] });
    expect((await opened(world, 'record r1')).reading.depth).toBe('light');
  });

  test('is of no preset that could be saved, or consented to', async () => {
    const { plan } = await planMarked({ records: [aRecord({ id: 'r1' })] }, 'record r1');
    const saved = { id: MARKED_PRESET, name: 'Mine', choices: choicesOf('deep') };
    expect(v.safeParse(CustomPreset, saved).success).toBe(false);
    expect(optionsOf(MARKED_PRESET, [])).toBeUndefined();
    expect(coversPlan(withConsent([], plan), plan, false)).toBe(false);
  });
});

const arbitraryMarks = fc
  .array(fc.tuple(fc.constantFrom(...DELETE_ORDER.filter((kind) => kind !== 'network')), fc.nat(20)), {
    maxLength: 25,
  })
  .map((drafts) => drafts.map(([kind, index]): ItemRef => ({ kind, id: idOf(kind, index) })));

function idOf(kind: ItemRef['kind'], index: number): string {
  const volumes = ['data1', 'data2', 'cache', 'a'.repeat(64), 'buildx_buildkit_b0_state'];
  return kind === 'volume' ? (volumes[index % volumes.length] ?? '') : `${kind[0] ?? ''}${index}`;
}

describe('any plan of any marks', () => {
  const arbitraryMarked = fc.tuple(arbitraryScope(), arbitraryMarks).map(([scope, items]) => {
    const { options, picks } = markedWish(items);
    return { items, scope: { ...scope, options, picks } };
  });

  test('is what the plain model takes with all the rest unticked', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryMarked, ({ items, scope }) => {
        const marked = new Set(items.map(({ kind, id }) => `${kind} ${id}`));
        const unticked = new Set(allKeys(scope.inventory).filter((key) => !marked.has(key)));
        const model = plainModel({ ...scope, picks: { unticked, tickedVolumes: scope.picks.tickedVolumes } });
        const plan = planOfScope(scope);
        expect(new Set(going(plan))).toEqual(model);
        for (const key of going(plan)) expect(marked).toContain(key);
        const listed = plan.items.length + plan.kept.reduce((total, { count }) => total + count, 0);
        expect(listed).toBeLessThanOrEqual(marked.size);
      }),
      { numRuns: 2_000 },
    );
  });

  test('may only shrink when it is run, whatever the engine holds by then', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryMarked, arbitraryScope(), ({ scope }, { inventory: later, guard }) => {
        const plan = planOfScope(scope);
        const planned = new Set(going(plan));
        for (const inventory of [scope.inventory, later]) {
          const again = recheckPlan(plan, plan.items, inventory, guard, { wasCutOff: false }).going;
          for (const { kind, id } of again) expect(planned).toContain(`${kind} ${id}`);
        }
        expect(unchanged(plan, scope.inventory, scope.guard)).toEqual(going(plan));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** What a recheck leaves where nothing changed: all of it. */
function unchanged(
  plan: Plan,
  inventory: Inventory,
  guard: Parameters<typeof recheckPlan>[3],
): readonly string[] {
  return recheckPlan(plan, plan.items, inventory, guard, { wasCutOff: false }).going.map(
    ({ kind, id }) => `${kind} ${id}`,
  );
}

function allKeys({ containers, networks, images, records, volumes }: Inventory): readonly string[] {
  return [
    ...containers.map(({ id }) => `container ${id}`),
    ...networks.map(({ id }) => `network ${id}`),
    ...images.map(({ id }) => `image ${id}`),
    ...records.map(({ id }) => `record ${id}`),
    ...volumes.map(({ name }) => `volume ${name}`),
  ];
}
