/** Every state the two surfaces can be in, scripted: the gallery draws them, people look at them. */

import type { Handlers } from '../../shared/contract.ts';
import type { EngineErrorKind, Pulling } from '../../shared/state.ts';
import {
  emptyState,
  readyState,
  runningState,
  sampleState,
  unreachableState,
  waitingState,
} from '../fakes/app-states.ts';
import { fakePlan } from '../fakes/fake-plan.ts';
import { developerRows } from '../fakes/plan-rows.ts';
import { deepReceipt, pullOffers } from '../fakes/receipts.ts';
import { cacheScenesAt } from './cache-scenes.ts';
import { engineListScenesAt } from './engine-list-scenes.ts';
import { hostileScenesAt } from './hostile-scenes.ts';
import { libraryScenesAt } from './library-scenes.ts';
import { overviewScenesAt } from './overview-scenes.ts';
import type { Scene } from './scene.ts';

const errors: readonly EngineErrorKind[] = [
  'not-found',
  'refused',
  'forbidden',
  'too-old',
  'asleep',
  'busy',
  'timed-out',
  'bad-reply',
  'gone',
];

export function scenesAt(nowMs: number): Readonly<Record<string, Scene>> {
  const ready = readyState(nowMs);
  const receipt = deepReceipt(nowMs);
  const planned: Partial<Handlers> = {
    ...fakePlan(nowMs),
    lastReceipt: async () => receipt,
    pullOffers: async () => pullOffers,
  };
  const finished = ready.lastReceipt && {
    ...ready,
    lastReceipt: { ...ready.lastReceipt, planId: receipt.planId },
  };
  return {
    ready: { state: ready },
    sample: { state: sampleState(nowMs) },
    empty: { state: emptyState(nowMs) },
    connecting: { state: { ...unreachableState(nowMs, 'gone', false), engine: { kind: 'connecting' } } },
    'first-figure': {
      state: {
        ...ready,
        usage: {
          ...ready.usage,
          images: undefined,
          containers: undefined,
          volumes: undefined,
          frees: undefined,
        },
      },
    },
    running: { state: runningState(nowMs) },
    stopping: { state: runningState(nowMs, { isStopping: true }) },
    waiting: { state: waitingState(nowMs) },
    planning: { state: readyState(nowMs, { cleaning: { kind: 'planning', preset: 'deep' } }) },
    interrupted: {
      state: readyState(nowMs, {
        interrupted: {
          preset: 'deep',
          startedAtMs: nowMs - 7_200_000,
          deletedCount: 12,
          totalCount: 40,
          canFinish: true,
        },
        automation: { pausedUntilMs: nowMs + 3_600_000, nextRunAtMs: undefined },
        surroundings: { ...ready.surroundings, hasTray: false },
      }),
    },
    stale: { state: unreachableState(nowMs, 'gone', true) },
    ...Object.fromEntries(errors.map((error) => [error, { state: unreachableState(nowMs, error, false) }])),
    ...overviewScenesAt(nowMs),
    ...libraryScenesAt(nowMs),
    ...cacheScenesAt(nowMs),
    ...engineListScenesAt(nowMs),
    ...hostileScenesAt(nowMs),
    settings: { state: ready, goesTo: 'settings' },
    'settings-open': {
      goesTo: 'settings',
      state: readyState(nowMs, {
        settings: {
          ...ready.settings,
          budgetBytes: 20_000_000_000,
          quietHours: { fromHour: 22, toHour: 8 },
          autoCleanAboveBytes: 30_000_000_000,
          schedule: { kind: 'monthly', day: 1, hour: 3, minute: 0 },
          cleansAtOnce: [
            { preset: 'deep', engineKey: 'k', usualBytes: 1, kinds: ['record'], irrecoverableKinds: [] },
          ],
        },
      }),
    },
    ...Object.fromEntries(
      ['plan', 'plan-choices', 'plan-rows', 'plan-details', 'plan-volumes', 'plan-empty', 'plan-stays'].map(
        (name) => [name, { state: ready, answers: planned, goesTo: 'plan' as const }],
      ),
    ),
    'plan-huge': {
      state: ready,
      get answers() {
        return fakePlan(nowMs, {}, developerRows(nowMs, 10_000));
      },
      goesTo: 'plan',
    },
    'plan-nothing': { state: emptyState(nowMs), goesTo: 'plan' },
    'plan-failed': {
      state: ready,
      answers: { createPlan: async () => ({ kind: 'engine-error', error: 'timed-out' }) },
      goesTo: 'plan',
    },
    'plan-running': { state: ready, answers: planned, goesTo: 'plan', afterAccept: runningState(nowMs) },
    'plan-held-up': {
      state: ready,
      answers: planned,
      goesTo: 'plan',
      afterAccept: runningState(nowMs, {
        waitsFor: 'other-prune',
        bytesPerSecond: undefined,
        leftMs: undefined,
      }),
    },
    'plan-waiting': { state: ready, answers: planned, goesTo: 'plan', afterAccept: waitingState(nowMs) },
    ...Object.fromEntries(
      ['plan-receipt', 'plan-receipt-open', 'plan-pull-offers'].map((name) => [
        name,
        {
          state: ready,
          answers: planned,
          goesTo: 'plan' as const,
          ...(finished && { afterAccept: finished }),
        },
      ]),
    ),
    'plan-pulling': {
      state: ready,
      answers: planned,
      goesTo: 'plan',
      ...(finished && { afterAccept: { ...finished, pulling: pulling(receipt.planId) } }),
    },
  };
}

function pulling(planId: string): Pulling {
  return {
    kind: 'pulling',
    planId,
    name: 'postgres:15',
    doneImages: 1,
    totalImages: 2,
    doneBytes: 210_000_000,
    totalBytes: 620_000_000,
    isStopping: false,
    results: [{ row: 1, result: 'pulled' }],
  };
}
