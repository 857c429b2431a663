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

beforeEach(() => {
  clock = new FakeClock(0);
  answer = { kind: 'version', version: '0.9.0' };
  askedAtMs = [];
});

function watching(looksForUpdates: boolean): UpdateWatch {
  const settings: Settings = { ...settingsDefaults, looksForUpdates };
  store = new Store(firstState(settings, { platform: 'linux', hasTray: true, appVersion: '0.9.0' }));
  const releases: ReleaseFeed = {
    newest: async () => {
      askedAtMs.push(clock.nowMs());
      return answer;
    },
  };
  const watch = new UpdateWatch({ clock, releases }, store);
  watch.start();
  return watch;
}

function daily(looksForUpdates: boolean): void {
  store.update({ settings: { ...store.state.settings, looksForUpdates } });
}

describe('when it looks', () => {
  test('never by itself unless it was told to', async () => {
    watching(false);
    await clock.advance(100 * 24 * HOUR_MS);
    expect(askedAtMs).toEqual([]);
  });

  test('ten minutes after the start, then once a day', async () => {
    watching(true);
    await clock.advance(49 * HOUR_MS);
    expect(askedAtMs).toEqual([10, 10 + 24 * 60, 10 + 48 * 60].map((minutes) => minutes * MINUTE_MS));
  });

  test('again after an hour where nobody answered', async () => {
    answer = { kind: 'offline' };
    watching(true);
    await clock.advance(2.5 * HOUR_MS);
    expect(askedAtMs).toEqual([10, 70, 130].map((minutes) => minutes * MINUTE_MS));
  });

  test('at once when it is switched on, and no more once it is switched off', async () => {
    watching(false);
    daily(true);
    await settled();
    expect(askedAtMs).toEqual([0]);
    daily(false);
    await clock.advance(48 * HOUR_MS);
    expect(askedAtMs).toEqual([0]);
  });

  test('once where it is asked twice', async () => {
    const watch = watching(false);
    await Promise.all([watch.look(), watch.look()]);
    expect(askedAtMs).toEqual([0]);
  });

  test('no more once it is closed', async () => {
    const watch = watching(true);
    watch.close();
    daily(false);
    daily(true);
    await clock.advance(48 * HOUR_MS);
    expect(askedAtMs).toEqual([]);
  });
});

describe('what it tells', () => {
  test.each([
    ['0.9.0', undefined],
    ['0.8.12', undefined],
    ['0.10.0', '0.10.0'],
    ['1.0.0', '1.0.0'],
  ])('of version %s beside 0.9.0: %s is newer', async (version, newer) => {
    answer = { kind: 'version', version };
    const watch = watching(false);
    await clock.advance(5);
    await watch.look();
    expect(store.state.updates).toEqual({ isLooking: false, newer, lookedAtMs: 5, problem: undefined });
  });

  test('that it is looking, while it is', async () => {
    const watch = watching(false);
    const looked = watch.look();
    expect(store.state.updates.isLooking).toBe(true);
    await looked;
    expect(store.state.updates.isLooking).toBe(false);
  });

  test.each(['offline', 'bad-reply'] as const)(
    'what it knew before, where the answer is %s',
    async (kind) => {
      answer = { kind: 'version', version: '1.0.0' };
      const watch = watching(false);
      await watch.look();
      answer = { kind };
      await clock.advance(HOUR_MS);
      await watch.look();
      expect(store.state.updates).toEqual({ isLooking: false, newer: '1.0.0', lookedAtMs: 0, problem: kind });
    },
  );
});
