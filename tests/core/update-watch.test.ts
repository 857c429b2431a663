import { beforeEach, describe, expect, test } from 'vitest';
import { firstState } from '../../electron/core/first-state.ts';
import type { ReleaseFeed } from '../../electron/core/ports/host.ts';
import { Store } from '../../electron/core/store.ts';
import { UpdateWatch } from '../../electron/core/update-watch.ts';
import { settingsDefaults, type Settings } from '../../shared/settings.ts';
import { FakeClock, settled } from '../fakes/fake-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let clock: FakeClock;
let store: Store;
let answer: Awaited<ReturnType<ReleaseFeed['newest']>>;
/** When the feed was asked. */
let askedAtMs: number[];
let memory: { kept: unknown };
/** The feed answers after this. */
let late: Promise<void>;

beforeEach(() => {
  clock = new FakeClock(0);
  answer = { kind: 'version', version: '0.9.0' };
  askedAtMs = [];
  memory = { kept: undefined };
  late = Promise.resolve();
});

async function watching(looksForUpdates: boolean, appVersion = '0.9.0'): Promise<UpdateWatch> {
  const settings: Settings = { ...settingsDefaults, looksForUpdates };
  store = new Store(firstState(settings, { platform: 'linux', hasTray: true, appVersion }));
  const releases: ReleaseFeed = {
    newest: async () => {
      askedAtMs.push(clock.nowMs());
      await late;
      return answer;
    },
  };
  const updateMemory = {
    read: async () => memory.kept,
    write: async (kept: unknown) => void (memory = { kept }),
  };
  const watch = new UpdateWatch({ clock, releases, updateMemory }, store);
  await watch.start();
  return watch;
}

function daily(looksForUpdates: boolean): void {
  store.update({ settings: { ...store.state.settings, looksForUpdates } });
}

describe('when it looks', () => {
  test('never by itself unless it was told to', async () => {
    await watching(false);
    await clock.advance(100 * 24 * HOUR_MS);
    expect(askedAtMs).toEqual([]);
  });

  test('ten minutes after the start, then once a day', async () => {
    await watching(true);
    await clock.advance(49 * HOUR_MS);
    expect(askedAtMs).toEqual([10, 10 + 24 * 60, 10 + 48 * 60].map((minutes) => minutes * MINUTE_MS));
  });

  test('not before a day has passed since the last look, also of an earlier start', async () => {
    const first = await watching(true);
    await first.look();
    first.close();
    await clock.advance(20 * HOUR_MS);
    await watching(true);
    await clock.advance(5 * HOUR_MS);
    expect(askedAtMs).toEqual([0, 24 * HOUR_MS]);
  });

  test('as soon as the machine wakes up after a day', async () => {
    const watch = await watching(true);
    await clock.advance(10 * MINUTE_MS);
    clock.set(clock.nowMs() + 25 * HOUR_MS);
    watch.wake();
    await clock.advance(0);
    expect(askedAtMs).toHaveLength(2);
  });

  test('within a day, also where the clock was set back', async () => {
    memory = { kept: { atMs: 400 * 24 * HOUR_MS, newest: '0.9.0' } };
    await watching(true);
    await clock.advance(24 * HOUR_MS);
    expect(askedAtMs).toHaveLength(1);
  });

  test('again after a day where the answer made no sense', async () => {
    answer = { kind: 'bad-reply' };
    await watching(true);
    await clock.advance(23 * HOUR_MS);
    expect(askedAtMs).toEqual([10 * MINUTE_MS]);
  });

  test('again after an hour where nobody answered', async () => {
    answer = { kind: 'offline' };
    await watching(true);
    await clock.advance(2.5 * HOUR_MS);
    expect(askedAtMs).toEqual([10, 70, 130].map((minutes) => minutes * MINUTE_MS));
  });

  test('at once when it is switched on, and no more once it is switched off', async () => {
    await watching(false);
    daily(true);
    await settled();
    expect(askedAtMs).toEqual([0]);
    daily(false);
    await clock.advance(48 * HOUR_MS);
    expect(askedAtMs).toEqual([0]);
  });

  test('once where it is asked twice', async () => {
    const watch = await watching(false);
    await Promise.all([watch.look(), watch.look()]);
    expect(askedAtMs).toEqual([0]);
  });

  test('no more once it is closed', async () => {
    const watch = await watching(true);
    watch.close();
    daily(false);
    daily(true);
    await clock.advance(48 * HOUR_MS);
    expect(askedAtMs).toEqual([]);
  });
});

test('nothing follows a look that outlives it', async () => {
  let arrive = (): void => undefined;
  const watch = await watching(true);
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  late = arrived;
  const looked = watch.look();
  watch.close();
  arrive();
  await looked;
  expect(clock.nextMs).toBeUndefined();
});

describe('what it tells', () => {
  test.each([
    ['0.9.0', undefined],
    ['0.8.12', undefined],
    ['0.10.0', '0.10.0'],
    ['1.0.0', '1.0.0'],
  ])('of version %s beside 0.9.0: %s is newer', async (version, newer) => {
    answer = { kind: 'version', version };
    const watch = await watching(false);
    await clock.advance(5);
    await watch.look();
    expect(store.state.updates).toEqual({ isLooking: false, newer, lookedAtMs: 5, problem: undefined });
  });

  test('of a release: it is newer than its own previews', async () => {
    const watch = await watching(false, '0.9.0-beta.1');
    await watch.look();
    expect(store.state.updates.newer).toBe('0.9.0');
  });

  test('that this is the newest while nothing was published', async () => {
    answer = { kind: 'none' };
    const watch = await watching(false);
    await clock.advance(5);
    await watch.look();
    expect(store.state.updates).toMatchObject({ newer: undefined, lookedAtMs: 5, problem: undefined });
  });

  test('what it learned before a restart, until the newer version is this one', async () => {
    answer = { kind: 'version', version: '1.0.0' };
    await (await watching(false)).look();
    await watching(false);
    expect(store.state.updates).toMatchObject({ newer: '1.0.0', lookedAtMs: 0 });
    await watching(false, '1.0.0');
    expect(store.state.updates).toMatchObject({ newer: undefined, lookedAtMs: 0 });
  });

  test.each([[undefined], ['text'], [{ atMs: 'x', newest: '1.0.0' }], [{ atMs: 1, newest: 7 }]])(
    'nothing of a memory that cannot be read: %j',
    async (kept) => {
      memory = { kept };
      await watching(false);
      expect(store.state.updates.lookedAtMs).toBeUndefined();
    },
  );

  test('that it is looking, while it is', async () => {
    const watch = await watching(false);
    const looked = watch.look();
    expect(store.state.updates.isLooking).toBe(true);
    await looked;
    expect(store.state.updates.isLooking).toBe(false);
  });

  test.each(['offline', 'bad-reply'] as const)(
    'what it knew before, where the answer is %s',
    async (kind) => {
      answer = { kind: 'version', version: '1.0.0' };
      const watch = await watching(false);
      await watch.look();
      answer = { kind };
      await clock.advance(HOUR_MS);
      await watch.look();
      expect(store.state.updates).toEqual({ isLooking: false, newer: '1.0.0', lookedAtMs: 0, problem: kind });
    },
  );
});
