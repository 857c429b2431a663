/** Every state the two surfaces can be in, scripted: the gallery draws them, people look at them. */

import type { Handlers } from '../../shared/contract.ts';
import type { AppState, EngineErrorKind } from '../../shared/state.ts';
import {
  emptyState,
  readyState,
  runningState,
  sampleState,
  unreachableState,
  waitingState,
} from '../fakes/app-states.ts';
import { deepPlan, deepReceipt, pagesOf } from '../fakes/plans.ts';

export interface Scene {
  readonly state: AppState;
  readonly answers?: Partial<Handlers>;
  /** Where main sends the window once it is drawn. */
  readonly goesTo?: 'settings' | 'plan';
  /** The state main pushes once the plan was accepted. */
  readonly afterAccept?: AppState;
}

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
  const plan = deepPlan(nowMs);
  const receipt = deepReceipt(nowMs);
  const planned: Partial<Handlers> = {
    createPlan: async () => ({ kind: 'plan', plan }),
    planPage: pagesOf(plan, nowMs),
    lastReceipt: async () => receipt,
  };
  const finished = ready.lastReceipt && { ...ready, lastReceipt: { ...ready.lastReceipt, planId: plan.id } };
  return {
    ready: { state: ready },
    sample: { state: sampleState(nowMs) },
    empty: { state: emptyState(nowMs) },
    connecting: { state: { ...unreachableState(nowMs, 'gone', false), engine: { kind: 'connecting' } } },
    running: { state: runningState(nowMs) },
    stopping: { state: runningState(nowMs, { isStopping: true }) },
    waiting: { state: waitingState(nowMs) },
    planning: { state: readyState(nowMs, { cleaning: { kind: 'planning', preset: 'deep' } }) },
    interrupted: {
      state: readyState(nowMs, {
        interrupted: { preset: 'deep', startedAtMs: nowMs - 7_200_000, deletedCount: 41 },
        automation: { pausedUntilMs: nowMs + 3_600_000, nextRunAtMs: undefined },
        surroundings: { ...ready.surroundings, hasTray: false },
      }),
    },
    stale: { state: unreachableState(nowMs, 'gone', true) },
    ...Object.fromEntries(errors.map((error) => [error, { state: unreachableState(nowMs, error, false) }])),
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
    plan: { state: ready, answers: planned, goesTo: 'plan' },
    'plan-nothing': { state: emptyState(nowMs), goesTo: 'plan' },
    'plan-failed': {
      state: ready,
      answers: { createPlan: async () => ({ kind: 'engine-error', error: 'timed-out' }) },
      goesTo: 'plan',
    },
    'plan-running': { state: ready, answers: planned, goesTo: 'plan', afterAccept: runningState(nowMs) },
    'plan-receipt': {
      state: ready,
      answers: planned,
      goesTo: 'plan',
      ...(finished && { afterAccept: finished }),
    },
  };
}
