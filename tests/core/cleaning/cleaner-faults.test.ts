import { beforeEach, describe, expect, test } from 'vitest';
import { EngineError } from '../../../electron/core/ports/engine.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { aCleanerWorld, receiptOf, type CleanerWorld } from './a-cleaner-world.ts';

let world: CleanerWorld;
beforeEach(() => {
  world = aCleanerWorld();
});

describe('a clean waits', () => {
  test('for a build to end, shown as such, then goes on by itself', async () => {
    const { id } = await world.plan('cache');
    world.engine.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
    const running = world.run(id, { ms: 60_000 });
    await world.clock.advance(5_000);
    expect(world.seen.at(-1)).toMatchObject({ kind: 'waiting', reason: 'build-runs' });
    world.engine.events = [];
    await world.clock.advance(5_000);
    expect(receiptOf(await running).outcome).toBe('done');
  });

  test('no longer than it may', async () => {
    const { id } = await world.plan('cache');
    world.engine.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
    const running = world.run(id, { ms: 60_000 });
    await world.clock.advance(70_000);
    expect(receiptOf(await running).problem).toBe('build-runs');
  });

  test('for an engine that restarts in the middle, then finishes on the same one', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.engine.failure ??= 'gone';
      if (call === 'identity' && world.clock.nowMs() > 10_000) world.engine.failure = undefined;
    };
    const running = world.run(id);
    await world.clock.advance(9_000);
    world.engine.onCall = () => {
      world.engine.failure = undefined;
    };
    await world.clock.advance(5_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'done', engineBytes: 116 });
  });

  test('and gives up on one that does not come back, with a truthful receipt', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.engine.failure = 'gone';
    };
    const running = world.run(id);
    await world.clock.advance(70_000);
    const receipt = receiptOf(await running);
    expect(receipt).toMatchObject({ outcome: 'partly', problem: 'engine-lost' });
    expect(receipt.deleted.map((item) => item.id)).toEqual(['c']);
    expect(receipt.skipped).toHaveLength(3);
  });

  test('but never goes on with another engine that came up instead', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.engine.failure = 'gone';
    };
    const running = world.run(id);
    await world.clock.advance(500);
    world.engine.onCall = () => undefined;
    world.engine.failure = undefined;
    world.engine.identityNow = { ...world.engine.identityNow, id: 'ANOTHER' };
    await world.clock.advance(5_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'partly', problem: 'engine-changed' });
    expect(world.engine.inventory.images).toHaveLength(1);
  });
});

test('a stop while the engine is away sends nothing more to whatever answers next', async () => {
  const { id } = await world.plan();
  world.engine.onCall = (call) => {
    if (call === 'delete images i') world.engine.failure = 'gone';
  };
  const running = world.run(id);
  await world.clock.advance(500);
  world.engine.failure = undefined;
  world.engine.identityNow = { ...world.engine.identityNow, id: 'ANOTHER' };
  world.engine.calls.length = 0;
  world.cleaner.stop();
  await world.clock.advance(5_000);
  expect(receiptOf(await running).outcome).toBe('partly');
  expect(world.engine.calls).toEqual([]);
});

test('a stop while another client’s work is waited for is a stop, not a lost engine', async () => {
  const { id } = await world.plan('cache');
  world.engine.onCall = (call) => {
    if (call.startsWith('pruneRecords'))
      throw new EngineError('busy', 'a prune operation is already running');
  };
  const running = world.run(id);
  await world.clock.advance(500);
  world.engine.onCall = () => undefined;
  world.cleaner.stop();
  expect(receiptOf(await running)).toMatchObject({ outcome: 'stopped', problem: undefined, deleted: [] });
});

describe('a clean goes on', () => {
  test('after an object that the engine refuses to delete', async () => {
    const { id } = await world.plan();
    world.engine.deleteContainer = async () => ({ kind: 'refused' });
    const receipt = receiptOf(await world.run(id));
    expect(receipt).toMatchObject({ outcome: 'partly', problem: undefined });
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['c refused']);
    expect(receipt.deleted.map((item) => item.id)).toEqual(['i', 'step', 'base']);
  });

  test('after a record that makes the whole call fail, which costs no other', async () => {
    world.engine.inventory = {
      ...world.engine.inventory,
      records: Array.from({ length: 40 }, (_, index) => aRecord({ id: `r${index}` })),
    };
    const { id } = await world.plan('cache');
    world.engine.onCall = (call) => {
      if (/^pruneRecords .*\br0\b/.test(call)) throw new EngineError('bad-reply', 'boltdb: page is corrupt');
    };
    const running = world.run(id);
    await world.clock.advance(10_000);
    const receipt = receiptOf(await running);
    expect(receipt).toMatchObject({ outcome: 'partly', problem: undefined });
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['r0 refused']);
    expect(receipt.deleted).toHaveLength(39);
  });

  test('with all that its own deletes touched on an engine that was restarted, generation by generation', async () => {
    const chains = Array.from({ length: 70 }, (_, chain) =>
      Array.from({ length: 5 }, (__, step) =>
        aRecord({
          id: `c${chain}s${step}`,
          parentIds: [step === 0 ? 'base' : `c${chain}s${step - 1}`],
          lastUsedAtMs: 1_000 * chain + step,
        }),
      ),
    );
    world.engine.inventory = {
      ...world.engine.inventory,
      records: [aRecord({ id: 'base' }), ...chains.flat()],
    };
    world.engine.touchesParents = true;
    const { id } = await world.plan('cache');
    const running = world.run(id);
    await world.clock.advance(10_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'done', skipped: [] });
    expect(world.engine.inventory.records).toEqual([]);
  });

  test('once another client’s work on the same lock is done', async () => {
    const { id } = await world.plan('cache');
    world.engine.onCall = (call) => {
      if (call.startsWith('pruneRecords') && world.clock.nowMs() < 5_000)
        throw new EngineError('busy', 'a prune operation is already running');
    };
    const running = world.run(id);
    await world.clock.advance(10_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'done', skipped: [] });
  });
});

describe('what fails on our side', () => {
  test('a journal that fails in the middle ends the clean; the receipt lists what went', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.journal.broken.add('step');
    };
    const receipt = receiptOf(await world.run(id));
    expect(receipt).toMatchObject({ outcome: 'partly', problem: 'own-fault' });
    expect(receipt.deleted.map((item) => item.id)).toEqual(['c', 'i']);
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['step stopped', 'base stopped']);
  });

  test('one that fails at the end takes nothing from the receipt', async () => {
    world.journal.broken.add('finish');
    const receipt = receiptOf(await world.run((await world.plan()).id));
    expect(receipt).toMatchObject({ outcome: 'done', problem: 'own-fault' });
    expect(receipt.deleted).toHaveLength(4);
  });

  test('a call that is lost again each time the engine is back is given up', async () => {
    const { id } = await world.plan('cache');
    world.engine.onCall = (call) => {
      if (call.startsWith('pruneRecords')) throw new EngineError('gone', 'it crashed');
    };
    const running = world.run(id);
    await world.clock.advance(120_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'refused', problem: 'engine-lost' });
  });
});
