import { beforeEach, describe, expect, test } from 'vitest';
import { Scheduler } from '../../../electron/core/automation/scheduler.ts';
import { settingsDefaults, type Settings } from '../../../shared/settings.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { MemoryJournal } from '../../fakes/memory-host.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const GB = 1_000_000_000;

let clock: FakeClock;
let journal: MemoryJournal;
let cleans: string[];
let nextRun: number | undefined;
let isEngineReady: boolean;
/** A clean takes until this settles. */
let cleanEnds: Promise<void>;

beforeEach(() => {
  clock = new FakeClock(Date.parse('2026-05-10T12:00:00Z'));
  journal = new MemoryJournal();
  cleans = [];
  isEngineReady = true;
  cleanEnds = Promise.resolve();
});

function scheduler(settings: Partial<Settings> = {}): Scheduler {
  return new Scheduler(
    {
      clock,
      journal,
      isEngineReady: () => isEngineReady,
      clean: async (preset, source) => {
        cleans.push(`${new Date(clock.nowMs()).toISOString().slice(0, 16)} ${preset} ${source}`);
        await cleanEnds;
      },
      onNextRun: (atMs) => {
        nextRun = atMs;
      },
    },
    { ...settingsDefaults, schedule: { kind: 'daily', hour: 3, minute: 0 }, ...settings },
  );
}

describe('the schedule', () => {
  test('cleans at its time, every time, and says when it is next', async () => {
    const running = scheduler();
    await running.look();
    expect(nextRun).toBe(Date.parse('2026-05-11T03:00:00Z'));
    await clock.advance(2 * DAY_MS);
    expect(cleans).toEqual(['2026-05-11T03:00 quick schedule', '2026-05-12T03:00 quick schedule']);
  });

  test('runs what was missed while off once, however often it was missed', async () => {
    journal.scheduledMs = clock.nowMs() - 10 * DAY_MS;
    await scheduler().look();
    expect(cleans).toEqual(['2026-05-10T12:00 quick schedule']);
    expect(nextRun).toBe(Date.parse('2026-05-11T03:00:00Z'));
  });

  test('runs what was missed in sleep once after wake', async () => {
    const running = scheduler();
    await running.look();
    clock.set(clock.nowMs() + 3 * DAY_MS);
    await running.look();
    expect(cleans).toHaveLength(1);
  });

  test('waits for an engine that is not there yet, then runs what was missed once', async () => {
    journal.scheduledMs = clock.nowMs() - 2 * DAY_MS;
    isEngineReady = false;
    const running = scheduler();
    await running.look();
    expect(cleans).toEqual([]);
    isEngineReady = true;
    await Promise.all([running.look(), running.look()]);
    expect(cleans).toEqual(['2026-05-10T12:00 quick schedule']);
  });

  test('does not run at once when it is newly set', async () => {
    const running = scheduler({ schedule: { kind: 'off' } });
    await running.look();
    await clock.advance(10 * DAY_MS);
    await running.changeSettings({ ...settingsDefaults, schedule: { kind: 'daily', hour: 3, minute: 0 } });
    await running.look();
    expect(cleans).toEqual([]);
    await clock.advance(DAY_MS);
    expect(cleans).toHaveLength(1);
  });

  test('survives a clock that is set back: it neither runs twice nor waits for the old time', async () => {
    const running = scheduler();
    await running.look();
    await clock.advance(DAY_MS);
    clock.set(clock.nowMs() - 30 * DAY_MS);
    await running.look();
    expect(cleans).toHaveLength(1);
    await clock.advance(DAY_MS);
    expect(cleans).toHaveLength(2);
  });

  test('runs once a day through both clock changes of the year', async () => {
    for (const start of ['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z']) {
      clock = new FakeClock(Date.parse(start), 'Europe/Berlin');
      journal = new MemoryJournal();
      cleans = [];
      await scheduler({ schedule: { kind: 'daily', hour: 2, minute: 30 } }).look();
      await clock.advance(3 * DAY_MS);
      expect(cleans).toHaveLength(3);
    }
  });

  test('passes over what falls in a pause', async () => {
    const running = scheduler();
    await running.look();
    running.pauseUntil(clock.nowMs() + DAY_MS);
    await clock.advance(DAY_MS);
    expect(cleans).toEqual([]);
    await clock.advance(DAY_MS);
    expect(cleans).toHaveLength(1);
  });

  test('wakes the process rarely', async () => {
    await scheduler().look();
    expect((clock.nextMs ?? 0) - clock.nowMs()).toBe(15 * 60_000);
  });
});

describe('the size limit', () => {
  const limited = { schedule: { kind: 'off' }, autoCleanAboveBytes: 20 * GB } as const;

  test('cleans when the cache exceeds it', async () => {
    const running = scheduler(limited);
    await running.cacheIs(20 * GB);
    expect(cleans).toEqual([]);
    await running.cacheIs(20 * GB + 1);
    expect(cleans).toEqual(['2026-05-10T12:00 cache threshold']);
  });

  test('does not clean again and again what cannot get smaller', async () => {
    const running = scheduler(limited);
    await running.cacheIs(30 * GB);
    await running.cacheIs(30 * GB);
    expect(cleans).toHaveLength(1);
    await clock.advance(6 * HOUR_MS);
    await running.cacheIs(30 * GB);
    expect(cleans).toHaveLength(2);
  });

  test('holds up a run of the schedule that falls due meanwhile, and loses none', async () => {
    const running = scheduler({ autoCleanAboveBytes: 20 * GB });
    await running.look();
    await clock.advance(14 * HOUR_MS + 50 * MINUTE_MS);
    let end = (): void => undefined;
    cleanEnds = new Promise((resolve) => (end = resolve));
    const cleaning = running.cacheIs(30 * GB);
    await clock.advance(20 * MINUTE_MS);
    expect(cleans).toEqual(['2026-05-11T02:50 cache threshold']);
    end();
    await cleaning;
    await clock.advance(DAY_MS);
    expect(cleans.slice(1)).toEqual(['2026-05-11T03:10 quick schedule', '2026-05-12T03:00 quick schedule']);
  });

  test('rests in a pause', async () => {
    const running = scheduler(limited);
    running.pauseUntil(clock.nowMs() + HOUR_MS);
    await running.cacheIs(30 * GB);
    expect(cleans).toEqual([]);
  });
});
