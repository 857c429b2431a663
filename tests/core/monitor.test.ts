import { beforeEach, describe, expect, test } from 'vitest';
import type { Guard } from '../../electron/core/cleaning/clean-scope.ts';
import { Monitor } from '../../electron/core/monitor.ts';
import type { AppState, EngineStatus, Usage } from '../../shared/state.ts';
import { FakeClock, settled } from '../fakes/fake-clock.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';
import { stopSignal } from '../fakes/memory-host.ts';
import { aRecord } from './usage/arbitrary-records.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

let clock: FakeClock;
let engine: MemoryEngine;
let monitor: Monitor;
let statuses: EngineStatus[];
let usages: Partial<Usage>[];
let measurings: AppState['measuring'][];
let guard: Guard;

beforeEach(() => {
  clock = new FakeClock(0);
  engine = new MemoryEngine({ records: [aRecord({ id: 'a', sizeBytes: 7 })] });
  statuses = [];
  usages = [];
  measurings = [];
  guard = { protectRules: [], keepsKnownTools: true };
  monitor = new Monitor({
    clock,
    disk: { space: async () => undefined },
    guard: () => guard,
    presets: () => [],
    newStop: stopSignal,
    onMeasuring: (measuring) => measurings.push(measuring),
    onStatus: (status) => statuses.push(status),
    listener: { onEvent: () => undefined, onLost: () => undefined },
    onWeighed: (usage) => usages.push(usage),
    onReading: ({ status, usage }) => {
      statuses.push(status);
      usages.push(usage);
    },
  });
});

const reads = (): readonly string[] => engine.calls.filter((call) => call.startsWith('read'));

async function watched(): Promise<void> {
  monitor.watch(engine);
  await settled();
  engine.calls.length = 0;
}

describe('watching an engine', () => {
  test('reads it at once, tells of its cache first, and walks neither containers nor volumes', async () => {
    monitor.watch(engine);
    await settled();
    expect(reads()).toEqual(['readInventory glance']);
    expect(statuses.map(({ kind }) => kind)).toEqual(['connecting', 'ready', 'ready']);
    expect(usages[0]?.cache?.value.totalBytes).toBe(7);
  });

  test('polls the cache alone: every five minutes, every fifteen seconds while a window shows it', async () => {
    await watched();
    await clock.advance(5 * MINUTE_MS);
    expect(reads()).toEqual(['readCache']);
    monitor.windowIsOpen(true);
    await settled();
    engine.calls.length = 0;
    await clock.advance(60 * SECOND_MS);
    expect(reads()).toEqual(['readCache', 'readCache', 'readCache', 'readCache']);
    monitor.windowIsOpen(false);
  });

  test('does not read twice for a window that opens while all is being read', async () => {
    monitor.watch(engine);
    monitor.windowIsOpen(true);
    await settled();
    expect(reads()).toEqual(['readInventory glance']);
    engine.onCall = async (call) => {
      if (call === 'readCache') monitor.windowIsOpen(true);
    };
    await clock.advance(15 * SECOND_MS);
    expect(reads()).toEqual(['readInventory glance', 'readCache', 'readInventory glance']);
  });

  test('never polls an engine that has only the full df more than every ten minutes', async () => {
    engine.isCheap = false;
    await watched();
    monitor.windowIsOpen(true);
    await settled();
    engine.calls.length = 0;
    await clock.advance(10 * MINUTE_MS - 1);
    expect(reads()).toEqual([]);
    await clock.advance(1);
    expect(reads()).toHaveLength(1);
  });

  test('takes at most a fiftieth of an engine’s time', async () => {
    await watched();
    monitor.windowIsOpen(true);
    engine.onCall = async (call) => {
      if (call === 'readCache') clock.set(clock.nowMs() + 2 * SECOND_MS);
    };
    await clock.advance(16 * SECOND_MS);
    engine.calls.length = 0;
    await clock.advance(99 * SECOND_MS);
    expect(reads()).toEqual([]);
    await clock.advance(2 * SECOND_MS);
    expect(reads()).toHaveLength(1);
  });

  test('looks two seconds after an event, once for a burst of them', async () => {
    await watched();
    for (let tags = 0; tags < 30; tags += 1) engine.emit({ type: 'image', action: 'tag' });
    expect(reads()).toEqual([]);
    await clock.advance(2 * SECOND_MS);
    expect(reads()).toEqual(['readInventory glance']);
  });

  test('weighs anew what a clean frees once the cache has changed, though no event told of it', async () => {
    await watched();
    engine.inventory = { ...engine.inventory, records: [aRecord({ id: 'b', sizeBytes: 9 })] };
    await clock.advance(5 * MINUTE_MS + 2 * SECOND_MS);
    expect(reads()).toEqual(['readCache', 'readInventory glance']);
    expect(usages.at(-1)?.frees?.value.cache.certain).toBe(9);
    await clock.advance(5 * MINUTE_MS);
    expect(reads().slice(2)).toEqual(['readCache']);
  });

  test('weighs changed rules at once, by what it read last, and asks the engine nothing', async () => {
    await watched();
    expect(usages.at(-1)?.frees?.value.cache.certain).toBe(7);
    guard = { ...guard, protectRules: [{ kind: 'cache', pattern: '*' }] };
    monitor.weighAgain();
    expect(usages.at(-1)).toMatchObject({
      cache: { value: { protectedBytes: 7, freesNowBytes: 0 } },
      frees: { value: { cache: { certain: 0 } } },
    });
    expect(engine.calls).toEqual([]);
    expect(monitor.inventory?.records).toHaveLength(1);
  });

  test('reads everything when a person asks', async () => {
    await watched();
    await monitor.refresh();
    // The cheap reading first: it tells soon when the engine hangs.
    expect(reads()).toEqual(['readCache', 'readInventory full']);
  });

  test('reads nothing while a clean runs, and at once after it', async () => {
    await watched();
    monitor.hold(true);
    engine.emit({});
    await clock.advance(10 * MINUTE_MS);
    expect(reads()).toEqual([]);
    monitor.hold(false);
    await settled();
    expect(reads()).toEqual(['readInventory glance']);
  });
});

describe('losing an engine', () => {
  test('is said at once, with the last facts, and it is tried again with growing patience', async () => {
    await watched();
    engine.failure = 'gone';
    await monitor.refresh();
    expect(statuses.at(-1)).toMatchObject({
      kind: 'unreachable',
      error: 'gone',
      lastFacts: { version: '28.5.2' },
    });
    expect(engine.followerCount).toBe(0);
    engine.calls.length = 0;
    await clock.advance(2 * MINUTE_MS);
    // After 2, 4, 8, 16 and 32 seconds; the next comes 60 seconds later.
    expect(engine.calls).toHaveLength(5);
  });

  test('ends by itself when it answers again', async () => {
    await watched();
    engine.failure = 'refused';
    await monitor.refresh();
    engine.failure = undefined;
    await clock.advance(2 * SECOND_MS);
    expect(statuses.at(-1)?.kind).toBe('ready');
    expect(engine.followerCount).toBe(1);
  });

  test('since when is remembered through the retries', async () => {
    await watched();
    await clock.advance(SECOND_MS);
    engine.failure = 'gone';
    await monitor.refresh();
    await clock.advance(30 * SECOND_MS);
    expect(statuses.at(-1)).toMatchObject({ sinceMs: SECOND_MS });
  });

  test('to sleep does not wake it', async () => {
    await watched();
    engine.failure = 'asleep';
    await monitor.refresh();
    engine.calls.length = 0;
    await clock.advance(5 * MINUTE_MS - 1);
    expect(engine.calls).toEqual([]);
  });
});

test('turning to another engine shows nothing of the one before', async () => {
  await watched();
  const slow = engine;
  let answer: () => void = () => undefined;
  slow.onCall = () => new Promise((resolve) => (answer = resolve));
  const reading = monitor.refresh();
  await settled();
  const other = new MemoryEngine({ records: [] });
  usages = [];
  monitor.watch(other);
  answer();
  await reading;
  await settled();
  expect(new Set(usages.map((usage) => usage.cache?.value.totalBytes))).toEqual(new Set([0]));
});
