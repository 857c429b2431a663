/** Scenes of the overview: its first run, its history, its emergencies, and the keys. */

import type { EngineErrorKind, Surroundings } from '../../shared/state.ts';
import { emptyState, readyState, sampleState, unreachableState } from '../fakes/app-states.ts';
import { trendAnswers } from '../fakes/trends.ts';
import type { Scene } from './scene.ts';

const GB = 1_000_000_000;
type Platform = Surroundings['platform'];

export function overviewScenesAt(nowMs: number): Readonly<Record<string, Scene>> {
  const ready = readyState(nowMs);
  const answers = trendAnswers(nowMs);
  const first = { ...ready.settings, isWelcomed: false };
  const welcome: Scene = { state: { ...ready, settings: first }, answers: { ...answers, ...engineAnswers } };
  const history: Scene = { state: ready, answers };
  return {
    overview: history,
    'overview-90-days': history,
    'overview-disk': history,
    'overview-table': history,
    'overview-below': history,
    'overview-filling-soon': {
      state: {
        ...ready,
        forecast: {
          kind: 'fills',
          likelyDays: 8.7,
          soonestDays: 6.1,
          latestDays: undefined,
          basisDays: 12.2,
        },
      },
      answers,
    },
    'overview-not-filling': { state: { ...ready, forecast: { kind: 'not-filling' } }, answers },
    'overview-no-history': { state: { ...ready, forecast: { kind: 'unknown' } } },
    'overview-huge': { state: hugeState(nowMs), answers },
    welcome,
    'welcome-budget': welcome,
    'welcome-login': welcome,
    'welcome-no-engine': {
      state: { ...unreachableState(nowMs, 'not-found', false), settings: first },
    },
    'welcome-sample': { state: { ...sampleState(nowMs), settings: first }, answers: engineAnswers },
    'empty-first-run': { state: { ...emptyState(nowMs), settings: first }, answers: engineAnswers },
    'disk-low': { state: lowDisk(nowMs, 19), answers },
    'disk-low-deep': { state: lowDisk(nowMs, 1.1), answers },
    'disk-low-nothing': { state: { ...lowDisk(nowMs, 1.1, 0) }, answers },
    paused: {
      state: readyState(nowMs, {
        automation: { pausedUntilMs: nowMs + 3_600_000, nextRunAtMs: undefined },
      }),
      answers,
    },
    shortcuts: history,
    ...Object.fromEntries(
      (['darwin', 'win32'] as const).flatMap((platform) =>
        (['not-found', 'refused', 'forbidden'] as const).map((error) => [
          `${error}-${platform}`,
          { state: lostOn(nowMs, error, platform) },
        ]),
      ),
    ),
  };
}

const engineAnswers = {
  engineAnswers: async () => [
    { token: 'local', answer: { kind: 'answers', name: 'Docker Engine', version: '28.5.2' } },
    { token: 'rootless', answer: { kind: 'silent', error: 'refused' } },
  ],
} satisfies Scene['answers'];

function lostOn(nowMs: number, error: EngineErrorKind, platform: Platform): Scene['state'] {
  const state = unreachableState(nowMs, error, false);
  return { ...state, surroundings: { ...state.surroundings, platform } };
}

/** `share` of what could be cleaned is still there. */
function lowDisk(nowMs: number, freeGB: number, share = 1): Scene['state'] {
  const state = readyState(nowMs);
  const { disk, frees } = state.usage;
  const bytes = (gigabytes: number) => ({
    certain: gigabytes * share * GB,
    possible: gigabytes * share * GB,
  });
  return {
    ...state,
    usage: {
      ...state.usage,
      disk: disk && { ...disk, value: { ...disk.value, freeBytes: freeGB * GB } },
      frees: frees && { ...frees, value: { cache: bytes(14.3), quick: bytes(6.1), deep: bytes(24.1) } },
    },
  };
}

/** A build server that nobody ever cleaned. */
function hugeState(nowMs: number): Scene['state'] {
  const state = readyState(nowMs);
  const takenAtMs = nowMs;
  const bytes = (gigabytes: number) => ({ certain: gigabytes * GB, possible: gigabytes * GB });
  return {
    ...state,
    usage: {
      cache: {
        takenAtMs,
        value: {
          recordCount: 104_212,
          totalBytes: 1_913 * GB,
          freesNowBytes: 1_204 * GB,
          sharedBytes: 612 * GB,
          inUseBytes: 75 * GB,
          protectedBytes: 22 * GB,
          byType: {
            regular: 1_600 * GB,
            'exec.cachemount': 300 * GB,
            'source.local': 12 * GB,
            frontend: 0.6 * GB,
            internal: 0.4 * GB,
          },
        },
      },
      images: {
        takenAtMs,
        value: {
          count: 5_204,
          danglingCount: 2_911,
          unusedCount: 4_890,
          totalBytes: 2_410 * GB,
          freesBytes: 1_870 * GB,
        },
      },
      containers: {
        takenAtMs,
        value: { count: 2_118, stoppedCount: 1_987, totalBytes: 96 * GB, freesBytes: 88 * GB },
      },
      volumes: {
        takenAtMs,
        value: { count: 3_401, anonymousUnusedCount: 2_204, totalBytes: 780 * GB, freesBytes: 402 * GB },
      },
      disk: { takenAtMs, value: { totalBytes: 8_000 * GB, freeBytes: 1_950 * GB } },
      lateAnswers: 0,
      frees: { takenAtMs, value: { cache: bytes(1_204), quick: bytes(910), deep: bytes(3_411) } },
    },
    trend: { points: [], dayGrowthBytes: 84 * GB },
  };
}
