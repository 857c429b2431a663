import { describe, expect, test } from 'vitest';
import { freshMemory, notices, snoozed, type NoticeMemory } from '../../electron/core/notices.ts';
import type { AppState, ReceiptSummary } from '../../shared/state.ts';
import { aReceipt, aState, GB, someFacts } from './a-state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const AT_START = { nowMs: 0, timeZone: 'UTC', canAlarm: true };

/** Shows states to the notices one after the other, and keeps what was told. */
function watcher(memory: NoticeMemory = freshMemory, timeZone = 'UTC') {
  let kept = memory;
  return {
    sees(state: AppState, nowMs = 0, canAlarm = true): readonly string[] {
      const told = notices(state, kept, { nowMs, timeZone, canAlarm });
      kept = told.memory;
      return told.notices.map(({ key }) => key);
    },
    snoozes(nowMs: number): void {
      kept = snoozed(kept, nowMs);
    },
  };
}

describe('crossing the budget', () => {
  test('is told once, with the figure, what frees now, and a button that cleans', () => {
    const [notice] = notices(aState({ cacheBytes: 21 * GB }), freshMemory, AT_START).notices;
    expect(notice).toMatchObject({ key: 'level', title: 'Build cache at 21.0\u00a0GB' });
    expect(notice?.body).toBe('Over the budget of 20.0\u00a0GB. 21.0\u00a0GB frees now.');
    expect(notice?.actions.map(({ id }) => id)).toEqual(['clean-cache', 'snooze', 'open']);
  });

  test('is not told again while it stays over, nor on the same day after it was back', () => {
    const user = watcher();
    expect(user.sees(aState({ cacheBytes: 21 * GB }))).toEqual(['level']);
    expect(user.sees(aState({ cacheBytes: 25 * GB }), 2 * DAY_MS)).toEqual([]);
    expect(user.sees(aState({ cacheBytes: 19 * GB }), 2 * DAY_MS)).toEqual([]);
    expect(user.sees(aState({ cacheBytes: 21 * GB }), 2 * DAY_MS)).toEqual([]);
    expect(user.sees(aState({ cacheBytes: 17 * GB }), 2 * DAY_MS)).toEqual([]);
    expect(user.sees(aState({ cacheBytes: 21 * GB }), 3 * DAY_MS)).toEqual(['level']);
    expect(user.sees(aState({ cacheBytes: 17 * GB }), 3 * DAY_MS)).toEqual([]);
    expect(user.sees(aState({ cacheBytes: 21 * GB }), 3 * DAY_MS + HOUR_MS)).toEqual([]);
  });

  test('waits for the end of quiet hours, of a snooze, and of the first minute', () => {
    const over = aState({ cacheBytes: 21 * GB, settings: { quietHours: { fromHour: 22, toHour: 7 } } });
    // 22 to 7 in Seoul, nine hours before Greenwich.
    const night = Date.UTC(2026, 4, 1, 14);
    const morning = Date.UTC(2026, 4, 1, 22);
    const user = watcher(freshMemory, 'Asia/Seoul');
    expect(user.sees(over, night)).toEqual([]);
    expect(user.sees(over, morning, false)).toEqual([]);
    expect(user.sees(over, morning)).toEqual(['level']);

    const snoozer = watcher(freshMemory, 'Asia/Seoul');
    snoozer.snoozes(morning);
    expect(snoozer.sees(over, morning + HOUR_MS)).toEqual([]);
    expect(snoozer.sees(over, morning + DAY_MS)).toEqual(['level']);
  });

  test('is not told while unreachable, cleaning, on the sample engine, or when switched off', () => {
    const over = { cacheBytes: 21 * GB };
    const unreachable = { kind: 'unreachable', error: 'gone', lastFacts: undefined, sinceMs: 0 } as const;
    const sample = { kind: 'ready', facts: { ...someFacts, isSample: true } } as const;
    for (const state of [
      aState({ ...over, engine: unreachable }),
      aState({ ...over, cleaning: { kind: 'planning', preset: 'deep' } }),
      aState({ ...over, engine: sample }),
      aState({ ...over, settings: { alertsOnLevel: false } }),
    ]) {
      expect(watcher().sees(state)).toEqual([]);
    }
  });
});

describe('growth within a day', () => {
  const grown = (dayGrowthBytes: number): AppState =>
    aState({ cacheBytes: 10 * GB, trend: { points: [], dayGrowthBytes } });

  test('is told from 5 GB or a quarter of the budget, whichever is less', () => {
    expect(watcher().sees(grown(5 * GB - 1))).toEqual([]);
    expect(watcher().sees(grown(5 * GB))).toEqual(['growth']);
    const smallBudget = { ...grown(1 * GB), settings: { ...grown(0).settings, budgetBytes: 4 * GB } };
    expect(watcher().sees({ ...smallBudget, usage: aState({ cacheBytes: 1 * GB }).usage })).toEqual([
      'growth',
    ]);
  });

  test('is told at most once a day', () => {
    const user = watcher();
    expect(user.sees(grown(6 * GB))).toEqual(['growth']);
    expect(user.sees(grown(1 * GB), HOUR_MS)).toEqual([]);
    expect(user.sees(grown(6 * GB), 2 * HOUR_MS)).toEqual([]);
  });
});

describe('a disk that will be full within a week', () => {
  const GB100 = { takenAtMs: 0, value: { totalBytes: 100 * GB, freeBytes: 20 * GB } };
  const fullIn = (soonestDays: number, freeBytes = 20 * GB): AppState =>
    aState({
      cacheBytes: 7 * GB,
      forecast: { kind: 'fills', likelyDays: 8.7, soonestDays, latestDays: 12.2, basisDays: 12.1 },
      usage: { disk: { ...GB100, value: { ...GB100.value, freeBytes } } },
    });

  test('is told with how sure that is, and what helps', () => {
    const [notice] = notices(fullIn(6.1), freshMemory, AT_START).notices;
    expect(notice).toMatchObject({ key: 'forecast', title: 'Disk full in about 9 days', urgency: 'normal' });
    expect(notice?.body.replaceAll('\u00a0', ' ')).toBe(
      '6 to 13 days with 80 % confidence. Deep clean frees at least 7.00 GB.',
    );
    expect(notice?.actions.map(({ id }) => id)).toEqual(['open-plan', 'snooze', 'open']);
  });

  test('is told once until it has gone, and not while there is an alarm about the disk itself', () => {
    const user = watcher();
    expect(user.sees(fullIn(7.1))).toEqual([]);
    expect(user.sees(fullIn(6.9))).toEqual(['forecast']);
    expect(user.sees(fullIn(7.5), 2 * DAY_MS)).toEqual([]);
    expect(user.sees(fullIn(6.9), 2 * DAY_MS)).toEqual([]);
    expect(user.sees(aState({ forecast: { kind: 'not-filling' } }), 3 * DAY_MS)).toEqual([]);
    expect(user.sees(fullIn(6.9), 4 * DAY_MS)).toEqual(['forecast']);
    expect(watcher().sees(fullIn(0.1, 1 * GB))).toEqual(['disk']);
  });

  test('is not told where alerts are off, nor while nothing is known', () => {
    const off = fullIn(1);
    expect(watcher().sees({ ...off, settings: { ...off.settings, alertsOnLevel: false } })).toEqual([]);
    expect(watcher().sees(aState())).toEqual([]);
  });
});

test('an almost full disk is critical and offers the plan of the safest clean that helps', () => {
  const disk = { takenAtMs: 0, value: { totalBytes: 100 * GB, freeBytes: 1 * GB } };
  const amount = (bytes: number) => ({ certain: bytes, possible: bytes });
  const value = { cache: amount(1 * GB), quick: amount(7 * GB), deep: amount(9 * GB) };
  const usage = { disk, frees: { takenAtMs: 0, value } };
  const [notice] = notices(aState({ cacheBytes: GB, usage }), freshMemory, AT_START).notices;
  expect(notice).toMatchObject({
    key: 'disk',
    urgency: 'critical',
    body: 'Quick clean frees at least 7.00\u00a0GB.',
  });
  expect(notice?.actions[0]?.id).toBe('open-plan');
});

describe('a finished clean', () => {
  test('is told once, the disk’s real change first', () => {
    const told = notices(aState({ lastReceipt: aReceipt() }), freshMemory, { ...AT_START, canAlarm: false });
    expect(told.notices[0]).toMatchObject({ key: 'clean', title: '2.00\u00a0GB more disk space' });
    expect(notices(aState({ lastReceipt: aReceipt() }), told.memory, AT_START).notices).toEqual([]);
  });

  test('says why nothing was cleaned', () => {
    const receipt = aReceipt({
      outcome: 'refused',
      problem: 'build-runs',
      engineBytes: 0,
      diskBytes: undefined,
    });
    const [notice] = notices(aState({ lastReceipt: receipt }), freshMemory, AT_START).notices;
    expect(notice).toMatchObject({ title: 'Nothing was cleaned', body: 'Deep clean: A build was running.' });
  });

  test('names the preset, the user’s own by its name', () => {
    const receipt = aReceipt({ preset: 'custom-1', presetName: 'Weekend', source: 'schedule' });
    const [notice] = notices(aState({ lastReceipt: receipt }), freshMemory, AT_START).notices;
    expect(notice?.body).toBe('Weekend: 12 items deleted, 1 kept.');
  });

  test('that found nothing is no news of an automation, but an answer to a button', () => {
    const nothing = { deletedCount: 0, skippedCount: 0, freedBytes: 0 };
    const seen = (source: ReceiptSummary['source']) =>
      notices(aState({ lastReceipt: aReceipt({ ...nothing, source }) }), freshMemory, AT_START).notices;
    expect(seen('schedule')).toEqual([]);
    expect(seen('threshold')).toEqual([]);
    expect(seen('notification')).toMatchObject([{ title: 'Nothing to clean' }]);
  });

  test('is not told where its receipt is seen anyway', () => {
    expect(watcher().sees(aState({ lastReceipt: aReceipt({ source: 'window' }) }))).toEqual([]);
  });
});
