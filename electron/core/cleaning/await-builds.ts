/** No clean while a build runs (safety law 4): sees builds by records in use and by fresh image events, and waits for their end. */

import type { Clock, Engine, Stop } from '../ports.ts';
import { pause } from './pause.ts';

/** An image made this lately may be one step of a build that goes on. */
const FRESH_EVENT_MS = 10_000;
const LOOK_AGAIN_MS = 2_000;
const BUILD_ACTIONS: readonly string[] = ['tag', 'create', 'load', 'pull', 'import'];

/** `idle`: nothing builds. The others: it still does, and the wait ended by stop or by its limit. */
export type BuildsVerdict = 'idle' | 'stopped' | 'still-building';

async function isBuilding(engine: Engine): Promise<boolean> {
  const events = await engine.recentEvents(FRESH_EVENT_MS);
  if (events.some((event) => event.type === 'image' && BUILD_ACTIONS.includes(event.action))) return true;
  const { records } = await engine.readCache();
  return records.some((record) => record.isInUse);
}

/** Waits until nothing builds, at most `limitMs` (0 looks once). `onWait` is called once, when the wait begins. */
export async function awaitBuilds(
  engine: Engine,
  clock: Clock,
  { limitMs, stop, onWait }: { readonly limitMs: number; readonly stop: Stop; readonly onWait: () => void },
): Promise<BuildsVerdict> {
  const deadlineMs = clock.nowMs() + limitMs;
  for (let looks = 0; await isBuilding(engine); looks += 1) {
    if (stop.aborted) return 'stopped';
    if (clock.nowMs() >= deadlineMs) return 'still-building';
    if (looks === 0) onWait();
    await pause(clock, LOOK_AGAIN_MS, stop);
  }
  return stop.aborted ? 'stopped' : 'idle';
}
