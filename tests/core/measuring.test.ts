import { beforeEach, describe, expect, test } from 'vitest';
import type { Bilge } from '../../electron/core/bilge.ts';
import type { AppState } from '../../shared/state.ts';
import { settled, type FakeClock } from '../fakes/fake-clock.ts';
import type { MemoryEngine } from '../fakes/memory-engine.ts';
import { aRunningCore } from './a-running-core.ts';
import { aContainer, aVolume } from './an-inventory.ts';

const MINUTE_MS = 60_000;

let bilge: Bilge;
let clock: FakeClock;
let engine: MemoryEngine;
/** Answers a walk of every volume. */
let finishWalk: () => void;

const state = (): AppState => bilge.store.state;

/** Volumes and containers have sizes in a full reading alone. */
function hold(volumeBytes: number | undefined): void {
  engine.inventory = {
    ...engine.inventory,
    volumes: [aVolume({ name: 'data', sizeBytes: volumeBytes })],
    containers: [aContainer({ id: 'c', writtenBytes: volumeBytes })],
  };
}

beforeEach(async () => {
  const core = await aRunningCore();
  ({ bilge, clock } = core);
  engine = core.engines.first;
  engine.onCall = (call) => {
    if (call !== 'readInventory full') {
      hold(undefined);
      return undefined;
    }
    return new Promise((resolve) => {
      finishWalk = () => {
        hold(70);
        resolve();
      };
    });
  };
});

async function measured(): Promise<void> {
  bilge.commands.engines.measure();
  await settled();
  finishWalk();
  await settled();
}

describe('measuring', () => {
  test('says since when it runs, and ends with sizes of that age', async () => {
    await clock.advance(MINUTE_MS);
    bilge.commands.engines.measure();
    await settled();
    expect(state().measuring).toEqual({ sinceMs: MINUTE_MS });
    finishWalk();
    await settled();
    expect(state().measuring).toBeUndefined();
    expect(state().usage.volumes?.value.totalBytes).toBe(70);
  });

  test('keeps its sizes through readings that measure nothing', async () => {
    await measured();
    bilge.monitor.wake();
    await settled();
    expect(engine.calls.at(-1)).toBe('readInventory glance');
    expect(bilge.monitor.inventory?.volumes).toMatchObject([{ name: 'data', sizeBytes: 70 }]);
    expect(bilge.monitor.inventory?.containers).toMatchObject([{ id: 'c', writtenBytes: 70 }]);
  });

  test('has no size for what came since, nor for another engine of the same names', async () => {
    await measured();
    engine.onCall = () => {
      engine.inventory = { ...engine.inventory, volumes: [aVolume({ name: 'new', sizeBytes: undefined })] };
    };
    bilge.monitor.wake();
    await settled();
    expect(bilge.monitor.inventory?.volumes).toMatchObject([{ name: 'new', sizeBytes: undefined }]);

    engine.onCall = () => hold(undefined);
    engine.failure = 'gone';
    await bilge.monitor.refresh();
    engine.failure = undefined;
    engine.identityNow = { ...engine.identityNow, id: 'ANOTHER' };
    bilge.monitor.wake();
    await settled();
    expect(bilge.monitor.inventory?.volumes).toMatchObject([{ name: 'data', sizeBytes: undefined }]);
  });
});

describe('stopping it', () => {
  test('leaves every figure as it was, the engine in view, and the next one free to run', async () => {
    await measured();
    const before = state().usage.volumes;
    await clock.advance(MINUTE_MS);
    bilge.commands.engines.measure();
    await settled();
    bilge.commands.engines.stopMeasuring();
    // The engine's client drops the call.
    finishWalk();
    await settled();
    expect(state().measuring).toBeUndefined();
    expect(state().engine.kind).toBe('ready');
    expect(state().usage.volumes).toBe(before);

    await clock.advance(MINUTE_MS);
    await measured();
    expect(state().usage.volumes?.value.totalBytes).toBe(70);
  });

  test('does nothing where nothing is measured', async () => {
    bilge.commands.engines.stopMeasuring();
    await measured();
    expect(state().usage.volumes?.value.totalBytes).toBe(70);
  });

  test('is done by a clean that begins: it need not wait for the walk', async () => {
    bilge.commands.engines.measure();
    await settled();
    bilge.monitor.hold(true);
    finishWalk();
    await settled();
    expect(state().measuring).toBeUndefined();
    expect(state().usage.volumes).toBeUndefined();
  });
});

test('an engine that is lost while it is measured is lost, and measures no more', async () => {
  bilge.commands.engines.measure();
  await settled();
  engine.failure = 'gone';
  finishWalk();
  await settled();
  expect(state().measuring).toBeUndefined();
  expect(state().engine).toMatchObject({ kind: 'unreachable', error: 'gone' });
});

test('an engine without a cheap reading is walked once, not twice', async () => {
  engine.isCheap = false;
  engine.onCall = () => undefined;
  bilge.monitor.watch(engine);
  await settled();
  engine.calls.length = 0;
  await bilge.monitor.refresh();
  expect(engine.calls.filter((call) => call.startsWith('read'))).toEqual(['readInventory full']);
});
