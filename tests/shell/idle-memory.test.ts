import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { Store } from '../../electron/core/store.ts';
import { giveBackWhenQuiet } from '../../electron/shell/idle-memory.ts';
import { aState } from '../core/a-state.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { app } from '../fakes/fake-electron.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

let clock: FakeClock;
let store: Store;
let isWatched: boolean;
let times: number;

beforeEach(() => {
  app.removeAllListeners();
  clock = new FakeClock(0);
  store = new Store(aState());
  isWatched = false;
  times = 0;
  giveBackWhenQuiet({ store, clock, isWatched: () => isWatched, giveBack: () => (times += 1) });
});

test('gives memory back once the start has settled, and then leaves the computer alone', async () => {
  await clock.advance(4_999);
  expect(times).toBe(0);
  await clock.advance(1);
  expect(times).toBe(1);
  expect(clock.nextMs).toBeUndefined();
});

test('waits for the end of a burst of changes', async () => {
  await clock.advance(10_000);
  for (let change = 0; change < 3; change += 1) {
    store.update({});
    await clock.advance(3_000);
  }
  expect(times).toBe(1);
  await clock.advance(2_000);
  expect(times).toBe(2);
});

test('leaves a window that is seen alone, and gives back what it held once it is gone', async () => {
  isWatched = true;
  const window = new EventEmitter();
  app.emit('browser-window-created', {}, window);
  store.update({});
  await clock.advance(60_000);
  expect(times).toBe(0);
  isWatched = false;
  window.emit('closed');
  await clock.advance(5_000);
  expect(times).toBe(1);
});
