import { beforeEach, describe, expect, test } from 'vitest';
import { Cleaner, PLAN_LIFETIME_MS, type RunAnswer } from '../../../electron/core/cleaning/cleaner.ts';
import { plainOptions } from '../../../electron/core/cleaning/preset-frees.ts';
import { EngineError } from '../../../electron/core/ports.ts';
import type { Plan, PresetName, Receipt } from '../../../shared/plan.ts';
import type { Cleaning } from '../../../shared/state.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';
import { MemoryJournal, stopSignal } from '../../fakes/memory-host.ts';
import { aContainer, anImage } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';

let clock: FakeClock;
let engine: MemoryEngine;
let journal: MemoryJournal;
let cleaner: Cleaner;
let seen: Cleaning[];
let isLocked: boolean;

beforeEach(() => {
  clock = new FakeClock(1_000);
  journal = new MemoryJournal();
  seen = [];
  isLocked = false;
  let tokens = 0;
  engine = new MemoryEngine({
    containers: [aContainer({ id: 'c', imageId: 'i', writtenBytes: 5 })],
    images: [
      anImage({
        id: 'i',
        references: ['app:1'],
        containerCount: 1,
        layers: [{ chainId: 'x', sizeBytes: 100 }],
      }),
    ],
    records: [
      aRecord({ id: 'base', sizeBytes: 10 }),
      aRecord({ id: 'step', parentIds: ['base'], sizeBytes: 1 }),
    ],
  });
  cleaner = new Cleaner(
    {
      clock,
      journal,
      disk: { space: async () => ({ totalBytes: 1_000, freeBytes: 500 }) },
      lock: {
        acquire: async () => {
          if (isLocked) return undefined;
          isLocked = true;
          return async () => {
            isLocked = false;
          };
        },
      },
      randomness: { token: () => `plan${(tokens += 1)}` },
      newStop: stopSignal,
    },
    (cleaning) => seen.push(cleaning),
  );
});

const plan = (preset: PresetName = 'deep'): Promise<Plan> =>
  cleaner.createPlan(engine, plainOptions(preset), true);
const run = (planId: string, wait: { readonly ms: number | undefined } = { ms: 0 }): Promise<RunAnswer> =>
  cleaner.run(planId, { source: 'window', buildWaitMs: wait.ms });

function receiptOf(answer: RunAnswer): Receipt {
  if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
  return answer.receipt;
}

describe('a clean', () => {
  test('deletes what was planned, in order, and accounts for it', async () => {
    const receipt = receiptOf(await run((await plan()).id));
    expect(receipt).toMatchObject({
      outcome: 'done',
      engineBytes: 116,
      freedBytes: 116,
      diskBytes: 0,
      skipped: [],
      problem: undefined,
    });
    expect(receipt.deleted.map(({ id }) => id)).toEqual(['c', 'i', 'step', 'base']);
    expect(engine.inventory).toMatchObject({ containers: [], images: [], records: [] });
  });

  test('writes the plan ahead of the first delete, and every outcome as it comes', async () => {
    const { id } = await plan();
    engine.onCall = (call) => {
      if (call.startsWith('delete')) expect(journal.lines[0]).toBe(`begin ${id}`);
    };
    await run(id);
    expect(journal.lines).toEqual([
      `begin ${id}`,
      'deleted container c',
      'deleted image i',
      'deleted record step',
      'deleted record base',
      'finish',
    ]);
  });

  test('shows how far it is, and ends idle', async () => {
    await run((await plan()).id);
    const progress = seen.filter((each) => each.kind === 'running').map((each) => each.progress.doneItems);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(4);
    expect(seen.at(-1)).toEqual({ kind: 'idle' });
  });

  test('stops after the call in flight and says what was not reached', async () => {
    const { id } = await plan();
    engine.onCall = (call) => {
      if (call === 'delete images i') cleaner.stop();
    };
    const receipt = receiptOf(await run(id));
    expect(receipt.outcome).toBe('stopped');
    // The image's layers are still held by the cache that was not reached.
    expect(receipt).toMatchObject({ engineBytes: 105, freedBytes: 5 });
    expect(receipt.deleted.map((item) => item.id)).toEqual(['c', 'i']);
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['step stopped', 'base stopped']);
  });

  test('skips what changed in between, and says why', async () => {
    const { id } = await plan('cache');
    const [base, step] = engine.inventory.records;
    engine.inventory = {
      ...engine.inventory,
      records: [base!, { ...step!, isInUse: true }, aRecord({ id: 'new', parentIds: ['base'] })],
    };
    const receipt = receiptOf(await run(id, { ms: undefined }));
    expect(receipt.outcome).toBe('partly');
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['step in-use', 'base in-use']);
    expect(engine.inventory.records).toHaveLength(3);
  });

  test('calls what others took before it already gone, and is done all the same', async () => {
    const { id } = await plan('cache');
    engine.inventory = { ...engine.inventory, records: [] };
    expect(receiptOf(await run(id))).toMatchObject({ outcome: 'done', engineBytes: 0 });
  });
});

describe('a clean is refused', () => {
  test('when another engine answers at the same address', async () => {
    const { id } = await plan();
    engine.identityNow = { ...engine.identityNow, id: 'ANOTHER' };
    expect(receiptOf(await run(id))).toMatchObject({
      outcome: 'refused',
      problem: 'engine-changed',
      deleted: [],
    });
    expect(engine.calls.filter((call) => call.startsWith('delete'))).toEqual([]);
  });

  test('when the journal cannot be written', async () => {
    journal.broken.add('begin');
    expect(receiptOf(await run((await plan()).id))).toMatchObject({
      outcome: 'refused',
      problem: 'no-journal',
    });
    expect(engine.inventory.containers).toHaveLength(1);
  });

  test('while another process cleans the same engine', async () => {
    isLocked = true;
    expect(receiptOf(await run((await plan()).id))).toMatchObject({
      outcome: 'refused',
      problem: 'other-clean-runs',
    });
  });

  test('while a build runs, unless the user insists', async () => {
    engine.events = [{ atMs: 0, type: 'image', action: 'tag', id: 'x' }];
    expect(receiptOf(await run((await plan('cache')).id))).toMatchObject({
      problem: 'build-runs',
      deleted: [],
    });
    expect(receiptOf(await run((await plan('cache')).id, { ms: undefined })).outcome).toBe('done');
  });

  test('when its plan was used, is unknown, or is older than it may be', async () => {
    const { id } = await plan();
    await run(id);
    expect(await run(id)).toEqual({ kind: 'expired' });
    expect(await run('guess')).toEqual({ kind: 'expired' });
    const old = await plan();
    await clock.advance(PLAN_LIFETIME_MS + 1);
    expect(await run(old.id)).toEqual({ kind: 'expired' });
  });

  test('while one of this process runs', async () => {
    const [first, second] = [await plan(), await plan()];
    const running = run(first.id);
    expect(await run(second.id)).toEqual({ kind: 'busy' });
    await running;
  });
});

describe('a clean waits', () => {
  test('for a build to end, shown as such, then goes on by itself', async () => {
    const { id } = await plan('cache');
    engine.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
    const running = run(id, { ms: 60_000 });
    await clock.advance(5_000);
    expect(seen.at(-1)).toMatchObject({ kind: 'waiting', reason: 'build-runs' });
    engine.events = [];
    await clock.advance(5_000);
    expect(receiptOf(await running).outcome).toBe('done');
  });

  test('no longer than it may', async () => {
    const { id } = await plan('cache');
    engine.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
    const running = run(id, { ms: 60_000 });
    await clock.advance(70_000);
    expect(receiptOf(await running).problem).toBe('build-runs');
  });

  test('for an engine that restarts in the middle, then finishes on the same one', async () => {
    const { id } = await plan();
    engine.onCall = (call) => {
      if (call === 'delete images i') engine.failure ??= 'gone';
      if (call === 'identity' && clock.nowMs() > 10_000) engine.failure = undefined;
    };
    const running = run(id);
    await clock.advance(9_000);
    engine.onCall = () => {
      engine.failure = undefined;
    };
    await clock.advance(5_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'done', engineBytes: 116 });
  });

  test('and gives up on one that does not come back, with a truthful receipt', async () => {
    const { id } = await plan();
    engine.onCall = (call) => {
      if (call === 'delete images i') engine.failure = 'gone';
    };
    const running = run(id);
    await clock.advance(70_000);
    const receipt = receiptOf(await running);
    expect(receipt).toMatchObject({ outcome: 'partly', problem: 'engine-lost' });
    expect(receipt.deleted.map((item) => item.id)).toEqual(['c']);
    expect(receipt.skipped).toHaveLength(3);
  });

  test('but never goes on with another engine that came up instead', async () => {
    const { id } = await plan();
    engine.onCall = (call) => {
      if (call === 'delete images i') engine.failure = 'gone';
    };
    const running = run(id);
    await clock.advance(500);
    engine.onCall = () => undefined;
    engine.failure = undefined;
    engine.identityNow = { ...engine.identityNow, id: 'ANOTHER' };
    await clock.advance(5_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'partly', problem: 'engine-changed' });
    expect(engine.inventory.images).toHaveLength(1);
  });
});

describe('a clean goes on', () => {
  test('after an object that the engine refuses to delete', async () => {
    const { id } = await plan();
    engine.deleteContainer = async () => ({ kind: 'refused' });
    const receipt = receiptOf(await run(id));
    expect(receipt).toMatchObject({ outcome: 'partly', problem: undefined });
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['c refused']);
    expect(receipt.deleted.map((item) => item.id)).toEqual(['i', 'step', 'base']);
  });

  test('after a record that makes the whole call fail, which costs no other of a later call', async () => {
    engine.inventory = {
      ...engine.inventory,
      records: Array.from({ length: 40 }, (_, index) => aRecord({ id: `r${index}` })),
    };
    const { id } = await plan('cache');
    engine.onCall = (call) => {
      if (/^pruneRecords .*\br0\b/.test(call)) throw new EngineError('bad-reply', 'boltdb: page is corrupt');
    };
    const receipt = receiptOf(await run(id));
    expect(receipt).toMatchObject({ outcome: 'partly', problem: undefined });
    expect(receipt.skipped.every(({ why }) => why === 'refused')).toBe(true);
    expect(receipt.deleted.length).toBeGreaterThanOrEqual(40 - 16);
  });

  test('once another client’s work on the same lock is done', async () => {
    const { id } = await plan('cache');
    engine.onCall = (call) => {
      if (call.startsWith('pruneRecords') && clock.nowMs() < 5_000)
        throw new EngineError('busy', 'a prune operation is already running');
    };
    const running = run(id);
    await clock.advance(10_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'done', skipped: [] });
  });
});

describe('what fails on our side', () => {
  test('a journal that fails in the middle ends the clean; the receipt lists what went', async () => {
    const { id } = await plan();
    engine.onCall = (call) => {
      if (call === 'delete images i') journal.broken.add('step');
    };
    const receipt = receiptOf(await run(id));
    expect(receipt).toMatchObject({ outcome: 'partly', problem: 'own-fault' });
    expect(receipt.deleted.map((item) => item.id)).toEqual(['c', 'i']);
    expect(receipt.skipped.map((item) => `${item.id} ${item.why}`)).toEqual(['step stopped', 'base stopped']);
  });

  test('one that fails at the end takes nothing from the receipt', async () => {
    journal.broken.add('finish');
    const receipt = receiptOf(await run((await plan()).id));
    expect(receipt).toMatchObject({ outcome: 'done', problem: 'own-fault' });
    expect(receipt.deleted).toHaveLength(4);
  });

  test('a call that is lost again each time the engine is back is given up', async () => {
    const { id } = await plan('cache');
    engine.onCall = (call) => {
      if (call.startsWith('pruneRecords')) throw new EngineError('gone', 'it crashed');
    };
    const running = run(id);
    await clock.advance(120_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'refused', problem: 'engine-lost' });
  });
});
