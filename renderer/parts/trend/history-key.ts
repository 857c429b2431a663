/** When history has to be asked for anew. */

import type { AppState } from '../../../shared/state.ts';

/** Samples are written every five minutes. */
const SAMPLE_EVERY_MS = 5 * 60_000;

/** Changes when there may be a new sample, after a clean, and with the engine. */
export function historyKey({ engine, usage, lastReceipt }: AppState): string {
  const endpoint = engine.kind === 'ready' ? engine.facts.endpoint : engine.kind;
  const sample = Math.floor((usage.cache?.takenAtMs ?? 0) / SAMPLE_EVERY_MS);
  return [endpoint, sample, lastReceipt?.planId].join(' ');
}
