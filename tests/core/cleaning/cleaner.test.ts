import { beforeEach, describe, expect, test } from 'vitest';
import { PLAN_LIFETIME_MS } from '../../../electron/core/cleaning/shown-plans.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { aCleanerWorld, receiptOf, type CleanerWorld } from './a-cleaner-world.ts';

let world: CleanerWorld;
beforeEach(() => {
  world = aCleanerWorld();
});

describe('a clean', () => {
  test('deletes what was planned, in order, and accounts for it', async () => {
    const receipt = receiptOf(await world.run((await world.plan()).id));
    expect(receipt).toMatchObject({
      outcome: 'done',
      engineBytes: 116,
      freedBytes: 116,
      diskBytes: 0,
      skipped: [],
      problem: undefined,
    });
    expect(receipt.deleted.map(({ id }) => id)).toEqual(['c', 'i', 'step', 'base']);
    expect(world.engine.inventory).toMatchObject({ containers: [], images: [], records: [] });
  });

  test('writes the plan ahead of the first delete, and every outcome as it comes', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call.startsWith('delete')) expect(world.journal.lines[0]).toBe(`begin ${id}`);
    };
    await world.run(id);
    expect(world.journal.lines).toEqual([
      `begin ${id}`,
      'deleted container c',
      'deleted image i',
      'deleted record step',
      'deleted record base',
      'finish',
    ]);
  });

  test('shows how far it is, and ends idle', async () => {
    await world.run((await world.plan()).id);
    const progress = world.seen
      .filter((each) => each.kind === 'running')
      .map((each) => each.progress.doneItems);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(4);
    expect(world.seen.at(-1)).toEqual({ kind: 'idle' });
  });

  test('stops after the call in flight and says what was not reached', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.cleaner.stop();
    };
    const receipt = receiptOf(await world.run(id));
    expect(receipt.outcome).toBe('stopped');
    // The image's layers are still held by the cache that was not reached.
    expect(receipt).toMatchObject({ engineBytes: 105, freedBytes: 5 });
    expect(receipt.deleted.map((item) => item.id)).toEqual(['c', 'i']);
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['step stopped', 'base stopped']);
  });

  test('skips what changed in between, and says why', async () => {
    const { id } = await world.plan('cache');
    const [base, step] = world.engine.inventory.records;
    world.engine.inventory = {
      ...world.engine.inventory,
      records: [base!, { ...step!, isInUse: true }, aRecord({ id: 'new', parentIds: ['base'] })],
    };
    const receipt = receiptOf(await world.run(id, { ms: undefined }));
    expect(receipt.outcome).toBe('partly');
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['step in-use', 'base in-use']);
    expect(world.engine.inventory.records).toHaveLength(3);
  });

  test('calls what others took before it already gone, and is done all the same', async () => {
    const { id } = await world.plan('cache');
    world.engine.inventory = { ...world.engine.inventory, records: [] };
    expect(receiptOf(await world.run(id))).toMatchObject({ outcome: 'done', engineBytes: 0 });
  });
});

describe('a clean is refused', () => {
  test('when another engine answers at the same address', async () => {
    const { id } = await world.plan();
    world.engine.identityNow = { ...world.engine.identityNow, id: 'ANOTHER' };
    expect(receiptOf(await world.run(id))).toMatchObject({
      outcome: 'refused',
      problem: 'engine-changed',
      deleted: [],
    });
    expect(world.engine.calls.filter((call) => call.startsWith('delete'))).toEqual([]);
  });

  test('when the journal cannot be written', async () => {
    world.journal.broken.add('begin');
    expect(receiptOf(await world.run((await world.plan()).id))).toMatchObject({
      outcome: 'refused',
      problem: 'no-journal',
    });
    expect(world.engine.inventory.containers).toHaveLength(1);
  });

  test('while another process cleans the same engine', async () => {
    world.lock.isHeld = true;
    expect(receiptOf(await world.run((await world.plan()).id))).toMatchObject({
      outcome: 'refused',
      problem: 'other-clean-runs',
    });
  });

  test('while a build runs, unless the user insists', async () => {
    world.engine.events = [{ atMs: 0, type: 'image', action: 'tag', id: 'x' }];
    expect(receiptOf(await world.run((await world.plan('cache')).id))).toMatchObject({
      problem: 'build-runs',
      deleted: [],
    });
    expect(receiptOf(await world.run((await world.plan('cache')).id, { ms: undefined })).outcome).toBe(
      'done',
    );
  });

  test('when its plan was used, is unknown, or is older than it may be', async () => {
    const { id } = await world.plan();
    await world.run(id);
    expect(await world.run(id)).toEqual({ kind: 'expired' });
    expect(await world.run('guess')).toEqual({ kind: 'expired' });
    const old = await world.plan();
    await world.clock.advance(PLAN_LIFETIME_MS + 1);
    expect(await world.run(old.id)).toEqual({ kind: 'expired' });
  });

  test('while one of this process runs', async () => {
    const [first, second] = [await world.plan(), await world.plan()];
    const running = world.run(first.id);
    expect(await world.run(second.id)).toEqual({ kind: 'busy' });
    await running;
  });
});
