/** Asks for many containers so gently that neither the engine nor a window that scrolls feels it. */

import { pause } from './pause.ts';
import type { ContainerInspection, Engine } from './ports/engine.ts';
import type { Clock } from './ports/host.ts';

/** Asked at a time, which the engine answers side by side. */
const BATCH = 4;
/** Rest after each batch, in times of how long it took: a fifth of the time is ours. */
const REST_FACTOR = 4;
/** A computer that slept meanwhile did not work meanwhile. */
const LONGEST_REST_MS = 1_000;

export interface InTurn {
  readonly clock: Clock;
  /** Nobody wants the rest any more. */
  readonly isOver: () => boolean;
  /** Somebody waits for it: no rest. */
  readonly isUrgent?: () => boolean;
}

/** What is found, by id, a batch at a time; containers that are gone are left out. Fails as the engine does. */
export async function* inspectInTurn(
  engine: Engine,
  ids: readonly string[],
  { clock, isOver, isUrgent = () => false }: InTurn,
): AsyncGenerator<ReadonlyMap<string, ContainerInspection>, void> {
  for (let start = 0; start < ids.length && !isOver(); start += BATCH) {
    const beganMs = clock.nowMs();
    yield await engine.inspectContainers(ids.slice(start, start + BATCH));
    const restMs = Math.min(LONGEST_REST_MS, REST_FACTOR * (clock.nowMs() - beganMs));
    if (restMs > 0 && !isUrgent()) await pause(clock, restMs);
  }
}
