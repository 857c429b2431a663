/** `GET /system/df`: the cache alone where the engine can, everything otherwise; never two at once. */

import { EngineError, type Stop } from '../core/ports/engine.ts';
import { pause, type EngineClock } from './engine-clock.ts';
import type { EngineClient } from './engine-client.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { diskUsage, type DiskUsage } from './wire/disk-usage.ts';

export type DfType = 'image' | 'container' | 'volume' | 'build-cache';

/** The engine measured alone, with the queue's waiting left out. */
export interface TimedDiskUsage {
  readonly usage: DiskUsage;
  readonly durationMs: number;
}

const CHEAP_DEADLINE_MS = 30_000;
/** It walks every volume and container. */
const WALK_DEADLINE_MS = 10 * 60_000;
/** Someone else's df on 20.10 (HTTP 500 "a disk usage operation is already running"), or a snapshot that goes. */
const BUSY_FIRST_WAIT_MS = 250;
const BUSY_PATIENCE_MS = 30_000;

export function diskUsageReader(
  client: EngineClient,
  inTurn: OneAtATime,
  clock: EngineClock,
): (types: readonly DfType[], stop?: Stop) => Promise<TimedDiskUsage> {
  async function ask(types: readonly DfType[], stop?: Stop): Promise<TimedDiskUsage> {
    const { takesDfTypes, minor } = await client.api();
    const isWalk = !takesDfTypes || types.includes('container') || types.includes('volume');
    const beganMs = clock.nowMs();
    const usage = await client.get(diskUsage, '/system/df', {
      query: { ...(takesDfTypes ? { type: types } : {}), ...(minor >= 52 ? { verbose: '1' } : {}) },
      deadlineMs: isWalk ? WALK_DEADLINE_MS : CHEAP_DEADLINE_MS,
      stop,
    });
    return { usage, durationMs: clock.nowMs() - beganMs };
  }

  return (types, stop) =>
    inTurn(async () => {
      const givesUpAtMs = clock.nowMs() + BUSY_PATIENCE_MS;
      for (let waitMs = BUSY_FIRST_WAIT_MS; ; waitMs *= 2) {
        try {
          return await ask(types, stop);
        } catch (error) {
          if (!isPassing(error) || stop?.aborted === true || clock.nowMs() + waitMs > givesUpAtMs)
            throw error;
          await pause(clock, waitMs, stop);
        }
      }
    });
}

/** Another df runs (20.10), or a snapshot that a build was done with went while it was measured (containerd store, seen on 28.5). */
function isPassing(error: unknown): boolean {
  if (!(error instanceof EngineError)) return false;
  return error.kind === 'busy' || /snapshot \S+ does not exist/.test(error.message);
}
