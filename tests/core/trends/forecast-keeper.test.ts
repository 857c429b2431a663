import { beforeEach, expect, test } from 'vitest';
import type { Sample } from '../../../electron/core/ports/host.ts';
import { Store } from '../../../electron/core/store.ts';
import { ForecastKeeper } from '../../../electron/core/trends/forecast-keeper.ts';
import { DAY_MS } from '../../../electron/core/trends/forecast.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { MemoryJournal } from '../../fakes/memory-host.ts';
import { aReceipt, aState, GB } from '../a-state.ts';

const NOW_MS = 100 * DAY_MS;
const MINUTE_MS = 60_000;

let clock: FakeClock;
let journal: MemoryJournal;
let store: Store;
let keeper: ForecastKeeper;
/** Engines whose samples were read. */
let read: string[];
let reading: Promise<void>;

beforeEach(() => {
  clock = new FakeClock(NOW_MS);
  journal = new MemoryJournal();
  store = new Store(aState());
  read = [];
  reading = Promise.resolve();
  const samples = {
    add: async () => undefined,
    read: async (engineKey: string) => {
      read.push(engineKey);
      await reading;
      return engineKey === 'here' ? twoGigabytesADay : [];
    },
  };
  keeper = new ForecastKeeper({ clock, journal, samples }, store);
});

/** Ten days that fill by 2 GB each; half way 25 GB came back. */
const twoGigabytesADay: readonly Sample[] = Array.from({ length: 10 * 24 }, (_, hour) => ({
  atMs: NOW_MS - (10 - hour / 24) * DAY_MS,
  engineKey: 'here',
  category: 'disk-free',
  bytes: (90 - hour / 12 + (hour > 120 ? 25 : 0)) * GB,
}));

test('leaves out what cleans freed', async () => {
  await keeper.look('here');
  const before = store.state.forecast;
  journal.finished.push({
    startedAtMs: NOW_MS - 5 * DAY_MS,
    durationMs: MINUTE_MS,
    deleted: [{}],
  } as never);
  await clock.advance(60 * MINUTE_MS);
  await keeper.look('here');
  const { forecast } = store.state;
  if (forecast.kind !== 'fills') throw new Error(forecast.kind);
  expect(forecast.likelyDays).toBeCloseTo((90 - 239 / 12 + 25) / 2, 1);
  expect(before).not.toEqual(forecast);
});

test('is made anew once an hour, after a clean, and for another engine', async () => {
  await keeper.look('here');
  await clock.advance(59 * MINUTE_MS);
  await keeper.look('here');
  expect(read).toEqual(['here']);
  await clock.advance(MINUTE_MS);
  await keeper.look('here');
  expect(read).toEqual(['here', 'here']);
  store.update({ lastReceipt: aReceipt({ planId: 'newer' }) });
  await keeper.look('here');
  await keeper.look('there');
  expect(read).toEqual(['here', 'here', 'here', 'there']);
});

test('of one engine is never told as another’s', async () => {
  let done = (): void => undefined;
  reading = new Promise((resolve) => (done = resolve));
  const looked = keeper.look('here');
  keeper.leave();
  done();
  await looked;
  expect(store.state.forecast).toEqual({ kind: 'unknown' });
});
