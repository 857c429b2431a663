/** The state before anything was read. */

import type { Settings } from '../../shared/settings.ts';
import type { AppState, Surroundings } from '../../shared/state.ts';

export function firstState(settings: Settings, surroundings: Surroundings): AppState {
  return {
    engine: { kind: 'connecting' },
    engines: [],
    usage: {
      cache: undefined,
      images: undefined,
      containers: undefined,
      volumes: undefined,
      disk: undefined,
      frees: undefined,
      lateAnswers: 0,
    },
    measuring: undefined,
    cleaning: { kind: 'idle' },
    lastReceipt: undefined,
    interrupted: undefined,
    pulling: { kind: 'idle' },
    trend: { points: [], dayGrowthBytes: undefined },
    forecast: { kind: 'unknown' },
    automation: { pausedUntilMs: undefined, nextRunAtMs: undefined },
    updates: { isLooking: false, newer: undefined, lookedAtMs: undefined, problem: undefined },
    settings,
    surroundings,
  };
}
