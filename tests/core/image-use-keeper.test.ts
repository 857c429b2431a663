import { beforeEach, describe, expect, test } from 'vitest';
import { ImageUseKeeper } from '../../electron/core/image-use-keeper.ts';
import type { EngineEvent } from '../../electron/core/ports/engine.ts';
import type { Container, Inventory } from '../../shared/usage.ts';
import { FakeClock, settled } from '../fakes/fake-clock.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';
import { aContainer, anImage, anInventory, ENGINE_NOW_MS } from './an-inventory.ts';

const HOUR_MS = 3_600_000;
const images = [
  anImage({ id: 'app-id', references: ['app:1'] }),
  anImage({ id: 'db-id', references: ['db:1'] }),
];

let clock: FakeClock;
let file: { kept: unknown; writes: number };
let engine: MemoryEngine;
let keeper: ImageUseKeeper;
let lateCount: number;

function inventoryAt(sinceStartMs: number, containers: readonly Container[] = []): Inventory {
  const engineTime = new Date(ENGINE_NOW_MS + sinceStartMs).toISOString();
  return anInventory({ images, containers, engineTime });
}

async function opened(): Promise<ImageUseKeeper> {
  const opens = new ImageUseKeeper({
    clock,
    onLate: () => (lateCount += 1),
    imageUseMemory: {
      read: async () => file.kept,
      write: async (memory) => {
        file = { kept: JSON.parse(JSON.stringify(memory)), writes: file.writes + 1 };
      },
    },
  });
  await opens.start();
  return opens;
}

const look = (inventory: Inventory, key = 'key', isSample = false): Promise<void> =>
  keeper.look({ engine, key, isSample }, inventory);

const eventAt = (sinceStartMs: number, image: string, action = 'start'): EngineEvent => ({
  atMs: ENGINE_NOW_MS + sinceStartMs,
  type: 'container',
  action,
  id: 'gone',
  image,
});
const usedAt = (sinceStartMs: number) => ({ kind: 'last-used', atMs: ENGINE_NOW_MS + sinceStartMs });
const notSeenSince = (sinceStartMs: number) => ({
  kind: 'not-seen',
  sinceMs: ENGINE_NOW_MS + sinceStartMs,
});

beforeEach(async () => {
  clock = new FakeClock(0);
  file = { kept: undefined, writes: 0 };
  engine = new MemoryEngine();
  lateCount = 0;
  keeper = await opened();
});

test('asks an engine that is left for no more ends', async () => {
  const ended = Array.from({ length: 9 }, (_, index) =>
    aContainer({ id: `ended-${index}`, state: 'exited', finishedAtMs: undefined }),
  );
  engine.onCall = () => new Promise((answer) => clock.after(10, answer));
  const looked = look(inventoryAt(0, ended));
  await clock.advance(15);
  keeper.leave();
  await clock.advance(HOUR_MS);
  await looked;
  expect(engine.calls.filter((call) => call.startsWith('inspectContainers'))).toHaveLength(1);
});

describe('one look', () => {
  test('tells what runs, what ended and when, and since when the rest was not seen', async () => {
    engine.inventory = anInventory({
      containers: [aContainer({ id: 'done', finishedAtMs: ENGINE_NOW_MS - HOUR_MS })],
    });
    await look(
      inventoryAt(0, [
        aContainer({ id: 'done', imageId: 'db-id', createdAtMs: 5, finishedAtMs: undefined }),
        aContainer({ id: 'runs', imageId: 'app-id', state: 'running' }),
      ]),
    );
    expect(keeper.useOf('app-id')).toEqual({ kind: 'in-use' });
    expect(keeper.useOf('db-id')).toEqual(usedAt(-HOUR_MS));
    expect(keeper.useOf('other-id')).toEqual(notSeenSince(0));
  });

  test('takes in what the engine still remembers from before, and tells lists that it did', async () => {
    engine.events = [eventAt(-HOUR_MS, 'app:1')];
    await look(inventoryAt(0));
    expect(lateCount).toBe(1);
    await look(inventoryAt(1));
    expect(lateCount).toBe(1);
    expect(keeper.useOf('app-id')).toEqual(usedAt(-HOUR_MS));
  });

  test('believes no container that claims to end in the future', async () => {
    const done = aContainer({ id: 'done', imageId: 'db-id', finishedAtMs: ENGINE_NOW_MS + HOUR_MS });
    await look(inventoryAt(0, [done]));
    await look(inventoryAt(2 * HOUR_MS, []));
    expect(keeper.useOf('db-id')).toEqual(usedAt(0));
  });
});

describe('while it follows', () => {
  test('hears of a container that no look ever finds', async () => {
    await look(inventoryAt(0));
    keeper.onEvent(eventAt(10, 'app:1'));
    keeper.onEvent(eventAt(30, 'app:1', 'die'));
    expect(keeper.useOf('app-id')).toEqual(usedAt(30));
    expect(keeper.useOf('db-id')).toEqual(notSeenSince(0));
  });

  test('asks the engine for nothing', async () => {
    await look(inventoryAt(0));
    engine.calls.length = 0;
    keeper.onEvent(eventAt(10, 'app:1'));
    await look(inventoryAt(20, [aContainer({ id: 'done', imageId: 'db-id', finishedAtMs: undefined })]));
    await clock.advance(HOUR_MS);
    expect(engine.calls).toEqual([]);
    expect(clock.nextMs).toBeUndefined();
  });

  test('what comes while it asks for what it missed is heard after that', async () => {
    engine.events = [eventAt(-20, 'app:1')];
    engine.onCall = (name) => {
      if (name.startsWith('eventsSince')) keeper.onEvent(eventAt(10, 'app:1'));
    };
    await look(inventoryAt(0));
    expect(keeper.useOf('app-id')).toEqual(usedAt(0));
    await look(inventoryAt(20));
    expect(keeper.useOf('app-id')).toEqual(usedAt(10));
  });
});

describe('after a gap', () => {
  test('asks for the events since the last one it heard', async () => {
    await look(inventoryAt(0));
    keeper.onEvent(eventAt(100, 'db:1'));
    keeper.onLost();
    engine.events = [eventAt(50, 'app:1'), eventAt(200, 'app:1')];
    engine.calls.length = 0;
    await look(inventoryAt(300));
    expect(engine.calls[0]).toBe(`eventsSince ${ENGINE_NOW_MS + 100}`);
    expect([keeper.useOf('app-id'), keeper.useOf('db-id')]).toEqual([usedAt(200), usedAt(100)]);
  });

  test('an engine that forgot everything tells by what stands there', async () => {
    await look(inventoryAt(0));
    keeper.onLost();
    engine.inventory = anInventory({
      containers: [aContainer({ id: 'done', finishedAtMs: ENGINE_NOW_MS + 70 })],
    });
    await look(inventoryAt(300, [aContainer({ id: 'done', imageId: 'app-id', finishedAtMs: undefined })]));
    expect(keeper.useOf('app-id')).toEqual(usedAt(70));
  });

  test('what could not be asked is asked at the next look', async () => {
    await look(inventoryAt(0));
    keeper.onLost();
    engine.failure = 'timed-out';
    await look(inventoryAt(100));
    engine.failure = undefined;
    engine.events = [eventAt(50, 'app:1')];
    await look(inventoryAt(200));
    expect(keeper.useOf('app-id')).toEqual(usedAt(50));
  });

  test('an engine whose clock was set back is asked for all it knows', async () => {
    await look(inventoryAt(HOUR_MS));
    keeper.onLost();
    engine.events = [eventAt(50, 'app:1')];
    await look(inventoryAt(100));
    expect(keeper.useOf('app-id')).toEqual(usedAt(50));
    expect(keeper.useOf('db-id')).toEqual(notSeenSince(100));
  });
});

describe('kept across restarts', () => {
  test('within half a minute, and at once when Bilge is closed', async () => {
    await look(inventoryAt(0));
    await clock.advance(30_000);
    expect(file.writes).toBe(1);
    keeper.onEvent(eventAt(10, 'app:1'));
    await keeper.close();
    keeper = await opened();
    await look(inventoryAt(500));
    expect([keeper.useOf('app-id'), keeper.useOf('db-id')]).toEqual([usedAt(10), notSeenSince(0)]);
  });

  test('our own clock may jump about', async () => {
    await look(inventoryAt(0));
    keeper.onEvent(eventAt(10, 'app:1'));
    clock.set(-50 * 365 * 24 * HOUR_MS);
    await keeper.close();
    keeper = await opened();
    await look(inventoryAt(20));
    clock.set(50 * 365 * 24 * HOUR_MS);
    expect([keeper.useOf('app-id'), keeper.useOf('db-id')]).toEqual([usedAt(10), notSeenSince(0)]);
  });

  test('nothing is written where nothing was used', async () => {
    await look(inventoryAt(0, [aContainer({ id: 'runs', imageId: 'app-id', state: 'running' })]));
    await clock.advance(HOUR_MS);
    keeper.onEvent(eventAt(10, 'app:1', 'exec_start'));
    await look(inventoryAt(9 * 60_000, [aContainer({ id: 'runs', imageId: 'app-id', state: 'running' })]));
    await clock.advance(HOUR_MS);
    expect(file.writes).toBe(1);
  });

  test('a file that cannot be made out is begun anew', async () => {
    for (const kept of ['{', 7, { schemaVersion: 1, engines: 'all' }, null]) {
      file.kept = kept;
      keeper = await opened();
      await look(inventoryAt(0));
      expect(keeper.useOf('app-id')).toEqual(notSeenSince(0));
    }
  });

  test('the demo leaves no trace', async () => {
    await look(inventoryAt(0), 'sample', true);
    keeper.onEvent(eventAt(10, 'app:1'));
    await keeper.close();
    await clock.advance(HOUR_MS);
    expect(file.writes).toBe(0);
  });
});

describe('engines are never mixed', () => {
  test('each has a book of its own', async () => {
    await look(inventoryAt(0), 'one');
    keeper.onEvent(eventAt(10, 'app:1'));
    await look(inventoryAt(20), 'other');
    expect(keeper.useOf('app-id')).toEqual(notSeenSince(20));
    await look(inventoryAt(30), 'one');
    expect(keeper.useOf('app-id')).toEqual(usedAt(10));
  });

  test('what one tells late is not of the other', async () => {
    engine.events = [eventAt(-5, 'app:1')];
    let answer = (): void => undefined;
    engine.onCall = (name) =>
      name.startsWith('eventsSince') ? new Promise<void>((resolve) => (answer = resolve)) : undefined;
    void look(inventoryAt(0), 'one');
    await settled();
    keeper.leave();
    const other = new MemoryEngine();
    void keeper.look({ engine: other, key: 'other', isSample: false }, inventoryAt(1));
    await settled();
    answer();
    await settled();
    expect(keeper.useOf('app-id')).toEqual(notSeenSince(1));
  });
});
