import { beforeEach, describe, expect, test } from 'vitest';
import type { UnfinishedClean } from '../../../electron/core/ports/host.ts';
import { deletedItem, type Plan } from '../../../shared/plan.ts';
import { anImage, aVolume } from '../an-inventory.ts';
import { aCleanerWorld, receiptOf, type CleanerWorld } from './a-cleaner-world.ts';
import { planOf } from './plan-of.ts';

let world: CleanerWorld;
let plan: Plan;
let left: UnfinishedClean;

/** The container was deleted and said so; the image went in the call that was under way. */
beforeEach(async () => {
  world = aCleanerWorld();
  plan = await world.plan();
  const before = world.engine.inventory;
  world.engine.inventory = { ...before, containers: [], images: [] };
  left = {
    plan,
    source: 'schedule',
    startedAtMs: 400,
    deleted: plan.items.slice(0, 1).map(deletedItem),
    skipped: [],
    workedMs: 250,
    isShortened: false,
  };
  world.journal.left = left;
});

const resume = () => world.cleaner.resume(left, world.engine, { source: 'window', buildWaitMs: undefined });

describe('a clean that was cut off', () => {
  test('is finished with one receipt for all of it', async () => {
    const receipt = receiptOf(await resume());
    expect(receipt).toMatchObject({ planId: plan.id, source: 'schedule', startedAtMs: 400, outcome: 'done' });
    expect(receipt.deleted.map(({ id }) => id)).toEqual(['c', 'step', 'base']);
    // Nobody knows whose call took it: it is not counted as ours.
    expect(receipt.skipped.map(({ id, why }) => `${id} ${why}`)).toEqual(['i already-gone']);
    expect(receipt.durationMs).toBe(250);
    expect(world.journal.lines[0]).toBe(`resume ${plan.id}`);
    expect(world.journal.finished).toEqual([receipt]);
  });

  test('goes on where it was, in the eyes of those who watch', async () => {
    await resume();
    const running = world.seen.flatMap((each) => (each.kind === 'running' ? [each.progress.doneItems] : []));
    expect(Math.min(...running)).toBe(1);
    expect(running.at(-1)).toBe(4);
  });

  test('may only shrink', async () => {
    const [base, step] = world.engine.inventory.records;
    world.engine.inventory = { ...world.engine.inventory, records: [base!, { ...step!, isInUse: true }] };
    const receipt = receiptOf(await resume());
    expect(receipt.deleted.map(({ id }) => id)).toEqual(['c']);
    expect(receipt.outcome).toBe('partly');
  });

  test('takes no named volume any more, though it was ticked then', async () => {
    const volume = aVolume({ name: 'data', isAnonymous: 'no' });
    world.engine.inventory = { ...world.engine.inventory, volumes: [volume] };
    const picks = { unticked: new Set<string>(), tickedVolumes: new Set(['data']) };
    const { options, items } = planOf(
      { volumes: [volume] },
      { preset: 'deep', kinds: ['volume'] },
      { picks },
    );
    left = { ...left, plan: { ...plan, options, items }, deleted: [] };
    const receipt = receiptOf(await resume());
    expect(receipt.skipped).toContainEqual({ kind: 'volume', id: 'data', name: 'data', why: 'named-volume' });
    expect(world.engine.inventory.volumes).toEqual([volume]);
  });

  test('goes on with an image between two of whose names it was cut off', async () => {
    const image = anImage({ id: 'i', references: ['app:2'] });
    const items = plan.items.map((item) =>
      item.id === 'i' ? { ...item, references: ['app:1', 'app:2'] } : item,
    );
    left = { ...left, plan: { ...plan, items } };
    world.engine.inventory = { ...world.engine.inventory, images: [image] };
    expect(receiptOf(await resume())).toMatchObject({ outcome: 'done', skipped: [] });
  });

  test('keeps its place in the journal while a clean finds nothing to do', async () => {
    world.engine.inventory = { ...world.engine.inventory, containers: [], images: [], records: [] };
    const { id } = await world.plan('deep');
    const linesBefore = [...world.journal.lines];
    expect(receiptOf(await world.run(id))).toMatchObject({ outcome: 'done', deleted: [], skipped: [] });
    expect(world.journal.lines.filter((line) => /^(begin|finish)/.test(line))).toEqual(
      linesBefore.filter((line) => /^(begin|finish)/.test(line)),
    );
  });

  test('stays unfinished when another engine answers', async () => {
    world.engine.identityNow = { ...world.engine.identityNow, id: 'ANOTHER' };
    expect(receiptOf(await resume())).toMatchObject({ outcome: 'refused', problem: 'engine-changed' });
    expect(world.journal.left).toBe(left);
    expect(world.journal.finished).toEqual([]);
    expect(world.engine.inventory.records).toHaveLength(2);
  });

  test('is not finished blindly when its plan was shortened', async () => {
    left = { ...left, isShortened: true };
    expect(await resume()).toEqual({ kind: 'expired' });
    expect(world.engine.inventory.records).toHaveLength(2);
  });

  test('is not finished twice', async () => {
    await resume();
    expect(receiptOf(await resume())).toMatchObject({ outcome: 'refused', problem: 'no-journal' });
  });
});
