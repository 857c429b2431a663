/** States of the app to draw surfaces from: a developer's engine on a usual Sunday, and what differs from it. */

import type { CleanProgress } from '../../shared/plan.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import type { AppState, EngineErrorKind, EngineFacts, Filling, Trend } from '../../shared/state.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const GB = 1_000_000_000;
const MB = 1_000_000;

const facts: EngineFacts = {
  name: 'Docker Engine',
  version: '28.5.2',
  apiVersion: '1.51',
  imageStore: 'classic',
  endpoint: 'unix:///var/run/docker.sock',
  isSample: false,
  isRemote: false,
};

export const aForecast: Filling = {
  kind: 'fills',
  likelyDays: 23.4,
  soonestDays: 16.2,
  latestDays: 41.8,
  basisDays: 12.1,
};

/** Everything read, nothing wrong, nothing running; 4.6 GB over an automatic budget of 20 GB. */
export function readyState(nowMs: number, patch: Partial<AppState> = {}): AppState {
  const takenAtMs = nowMs - 12 * SECOND_MS;
  return {
    engine: { kind: 'ready', facts },
    engines: [
      { token: 'local', label: 'Docker Engine', endpoint: facts.endpoint, isCurrent: true },
      {
        token: 'rootless',
        label: 'Docker Engine, rootless',
        endpoint: 'unix:///run/user/1000/docker.sock',
        isCurrent: false,
      },
    ],
    usage: {
      cache: {
        takenAtMs,
        value: {
          recordCount: 1204,
          totalBytes: 24.6 * GB,
          freesNowBytes: 14.3 * GB,
          sharedBytes: 6.6 * GB,
          inUseBytes: 1.5 * GB,
          protectedBytes: 2.2 * GB,
          byType: { regular: 21 * GB, 'exec.cachemount': 2.2 * GB, 'source.local': 1.4 * GB },
        },
      },
      images: {
        takenAtMs,
        value: { count: 42, danglingCount: 11, unusedCount: 17, totalBytes: 31.8 * GB, freesBytes: 9.4 * GB },
      },
      containers: {
        takenAtMs,
        value: { count: 9, stoppedCount: 6, totalBytes: 412 * MB, freesBytes: 390 * MB },
      },
      volumes: {
        takenAtMs: nowMs - 2 * HOUR_MS,
        value: { count: 12, anonymousUnusedCount: 3, totalBytes: 8.9 * GB, freesBytes: 1.2 * GB },
      },
      disk: { takenAtMs, value: { totalBytes: 512 * GB, freeBytes: 96 * GB } },
      lateAnswers: 0,
      frees: {
        takenAtMs,
        value: {
          cache: { certain: 14.3 * GB, possible: 14.3 * GB },
          quick: { certain: 6.1 * GB, possible: 6.1 * GB },
          deep: { certain: 24.1 * GB, possible: 26.3 * GB },
        },
      },
    },
    measuring: undefined,
    cleaning: { kind: 'idle' },
    lastReceipt: {
      planId: 'plan-0',
      preset: 'quick',
      presetName: '',
      source: 'schedule',
      finishedAtMs: nowMs - 55 * HOUR_MS,
      durationMs: 72 * SECOND_MS,
      outcome: 'done',
      deletedCount: 214,
      skippedCount: 2,
      engineBytes: 11.2 * GB,
      freedBytes: 11.2 * GB,
      diskBytes: 11.1 * GB,
      problem: undefined,
    },
    interrupted: undefined,
    pulling: { kind: 'idle' },
    trend: trendUpTo(nowMs, 24.6 * GB),
    forecast: aForecast,
    automation: { pausedUntilMs: undefined, nextRunAtMs: nowMs + 30 * HOUR_MS },
    settings: {
      ...settingsDefaults,
      isWelcomed: true,
      schedule: { kind: 'weekly', weekday: 0, hour: 3, minute: 0 },
    },
    updates: { isLooking: false, newer: undefined, lookedAtMs: undefined, problem: undefined },
    surroundings: { platform: 'linux', hasTray: true, appVersion: '0.1.0' },
    ...patch,
  };
}

/** The engine is lost; `hasFigures` keeps the last ones. */
export function unreachableState(nowMs: number, error: EngineErrorKind, hasFigures: boolean): AppState {
  const state = readyState(nowMs - 12 * 60 * SECOND_MS);
  const nothing = {
    cache: undefined,
    images: undefined,
    containers: undefined,
    volumes: undefined,
    disk: undefined,
    frees: undefined,
    lateAnswers: 0,
  };
  return {
    ...state,
    engine: {
      kind: 'unreachable',
      error,
      lastFacts: hasFigures ? facts : undefined,
      sinceMs: nowMs - 60 * SECOND_MS,
    },
    ...(hasFigures ? {} : { usage: nothing, engines: [], lastReceipt: undefined, trend: noTrend }),
    automation: { pausedUntilMs: undefined, nextRunAtMs: undefined },
  };
}

/** The embedded demo. */
export function sampleState(nowMs: number): AppState {
  return readyState(nowMs, {
    engine: { kind: 'ready', facts: { ...facts, name: 'Sample engine', isSample: true } },
    forecast: { kind: 'unknown' },
  });
}

/** A fresh engine: nothing built yet. */
export function emptyState(nowMs: number): AppState {
  const takenAtMs = nowMs - 3 * SECOND_MS;
  const none = { certain: 0, possible: 0 };
  return readyState(nowMs, {
    usage: {
      cache: {
        takenAtMs,
        value: {
          recordCount: 0,
          totalBytes: 0,
          freesNowBytes: 0,
          sharedBytes: 0,
          inUseBytes: 0,
          protectedBytes: 0,
          byType: {},
        },
      },
      images: {
        takenAtMs,
        value: { count: 0, danglingCount: 0, unusedCount: 0, totalBytes: 0, freesBytes: 0 },
      },
      containers: { takenAtMs, value: { count: 0, stoppedCount: 0, totalBytes: 0, freesBytes: 0 } },
      volumes: { takenAtMs, value: { count: 0, anonymousUnusedCount: 0, totalBytes: 0, freesBytes: 0 } },
      disk: undefined,
      frees: { takenAtMs, value: { cache: none, quick: none, deep: none } },
      lateAnswers: 0,
    },
    lastReceipt: undefined,
    trend: noTrend,
    forecast: { kind: 'unknown' },
    automation: { pausedUntilMs: undefined, nextRunAtMs: undefined },
    settings: { ...settingsDefaults, isWelcomed: true },
  });
}

export function runningState(
  nowMs: number,
  { isStopping = false, ...progress }: Partial<CleanProgress> & { readonly isStopping?: boolean } = {},
): AppState {
  return readyState(nowMs, {
    cleaning: {
      kind: 'running',
      preset: 'deep',
      startedAtMs: nowMs - 41 * SECOND_MS,
      progress: {
        kind: 'image',
        doneItems: 213,
        totalItems: 1284,
        doneBytes: 9.8 * GB,
        totalBytes: 24.1 * GB,
        bytesPerSecond: 240 * MB,
        leftMs: 62 * SECOND_MS,
        waitsFor: undefined,
        ...progress,
      },
      isStopping,
    },
  });
}

export function waitingState(
  nowMs: number,
  reason: 'build-runs' | 'other-clean-runs' = 'build-runs',
): AppState {
  return readyState(nowMs, {
    cleaning: { kind: 'waiting', preset: 'deep', reason, sinceMs: nowMs - 90 * SECOND_MS },
  });
}

const noTrend: Trend = { points: [], dayGrowthBytes: undefined };

/** Two days of builds with one clean in between. */
function trendUpTo(nowMs: number, lastBytes: number): Trend {
  const points = Array.from({ length: 97 }, (_, index) => {
    const hoursAgo = (96 - index) / 2;
    const wobble = Math.sin(index * 1.7) * 0.25 + Math.sin(index * 0.31) * 0.6;
    const sinceClean = hoursAgo > 30 ? 27 - (hoursAgo - 30) * 0.1 : 15 + (30 - hoursAgo) * 0.32;
    return { atMs: nowMs - hoursAgo * HOUR_MS, bytes: Math.round((sinceClean + wobble) * GB) };
  });
  return { points: [...points.slice(0, -1), { atMs: nowMs, bytes: lastBytes }], dayGrowthBytes: 6.2 * GB };
}
