/** The engine's events: a bounded look back, and a stream that comes back by itself. */

import { EngineError, type Engine, type EngineEvent, type EventListener } from '../core/ports/engine.ts';
import { pause, type EngineClock } from './engine-clock.ts';
import type { EngineClient } from './engine-client.ts';
import { readLines } from './read-lines.ts';
import { parseEvent } from './wire/event.ts';
import { engineInfo } from './wire/system.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Docker Desktop in Resource Saver ends the stream at once although it answers; asking often would keep it awake. */
const ASLEEP_WAIT_MS = 30_000;
const PING_DEADLINE_MS = 5_000;
/** A stream that ends sooner than this ended at once. */
const SHORT_LIFE_MS = 2_000;

/** `stopFollowing` ends every stream. */
export function engineEvents(
  client: EngineClient,
  clock: EngineClock,
): Pick<Engine, 'recentEvents' | 'eventsSince' | 'followEvents'> & { readonly stopFollowing: () => void } {
  const followers = new Set<() => void>();
  return {
    recentEvents: (windowMs) => recentEvents(client, windowMs),
    eventsSince: (sinceMs) => eventsSince(client, sinceMs),
    followEvents(listener) {
      const stop = followEvents(client, clock, listener);
      followers.add(stop);
      return () => {
        followers.delete(stop);
        stop();
      };
    },
    stopFollowing() {
      for (const stop of followers) stop();
    },
  };
}

/** Oldest first, by the engine's own clock at both ends. */
async function recentEvents(client: EngineClient, windowMs: number): Promise<readonly EngineEvent[]> {
  const untilNanos = await nowNanos(client);
  return eventsBetween(client, untilNanos - nanosOfMs(windowMs), untilNanos);
}

/** Oldest first, from this time of the engine's clock on, as far as it remembers: 256 events (moby daemon/events), none from before it started. */
async function eventsSince(client: EngineClient, sinceMs: number): Promise<readonly EngineEvent[]> {
  return eventsBetween(client, nanosOfMs(sinceMs), await nowNanos(client));
}

async function eventsBetween(
  client: EngineClient,
  sinceNanos: bigint,
  untilNanos: bigint,
): Promise<readonly EngineEvent[]> {
  const query = { since: wireTime(sinceNanos), until: wireTime(untilNanos) };
  const { text } = await client.send('GET', '/events', { query });
  return text.split('\n').flatMap((line) => parseEvent(line)?.event ?? []);
}

async function nowNanos(client: EngineClient): Promise<bigint> {
  const { SystemTime } = await client.get(engineInfo, '/info');
  return nanosOf(SystemTime);
}

/**
 * Follows until the result is called; tells `onLost` when the stream breaks, and again once it is back. Waits 1, 2, 4 … 60 s between attempts, at least 30 s when a stream that opened ended at
 * once. Each new stream begins after the last event seen; the engine remembers 256 of them (moby daemon/events).
 */
function followEvents(client: EngineClient, clock: EngineClock, listener: EventListener): () => void {
  const stopping = new AbortController();
  const stop = stopping.signal;
  let lastNanos: bigint | undefined;
  let isLost = false;
  let waitMs = FIRST_WAIT_MS;

  const lose = (): void => {
    if (!isLost && !stop.aborted) listener.onLost();
    isLost = true;
  };

  async function followOnce(): Promise<void> {
    const query = lastNanos === undefined ? {} : { since: wireTime(lastNanos + 1n) };
    const stream = await client.stream('GET', '/events', { query, stop });
    const openedAtMs = clock.nowMs();
    if (isLost) {
      isLost = false;
      listener.onLost();
    }
    let isSilent = true;
    try {
      for await (const line of readLines(stream)) {
        const timed = parseEvent(line);
        if (timed === undefined) continue;
        isSilent = false;
        waitMs = FIRST_WAIT_MS;
        lastNanos = timed.atNanos ?? lastNanos;
        listener.onEvent(timed.event);
      }
    } finally {
      stream.destroy();
      lose();
      if (clock.nowMs() - openedAtMs >= SHORT_LIFE_MS) waitMs = FIRST_WAIT_MS;
      else if (isSilent && (await isAnswering())) waitMs = Math.max(waitMs, ASLEEP_WAIT_MS);
    }
  }

  async function isAnswering(): Promise<boolean> {
    const ping = client.send('GET', '/_ping', { deadlineMs: PING_DEADLINE_MS, stop });
    return ping.then(
      () => true,
      () => false,
    );
  }

  async function follow(): Promise<void> {
    while (!stop.aborted) {
      try {
        await followOnce();
      } catch {
        // Lost either way; the monitor's own next reading says why.
      }
      lose();
      await pause(clock, waitMs, stop);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  void follow();
  return () => stopping.abort();
}

/** Nanoseconds of an RFC 3339 time, exact. */
function nanosOf(time: string): bigint {
  const wholeMs = Date.parse(time);
  if (Number.isNaN(wholeMs)) throw new EngineError('bad-reply', 'the engine told no time');
  const fraction = /\.(\d{1,9})/.exec(time)?.[1] ?? '';
  return BigInt(Math.floor(wholeMs / 1000)) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function nanosOfMs(ms: number): bigint {
  return BigInt(Math.trunc(ms)) * 1_000_000n;
}

/** `seconds.nanoseconds`, as `since` and `until` take it. */
function wireTime(nanos: bigint): string {
  return `${nanos / 1_000_000_000n}.${String(nanos % 1_000_000_000n).padStart(9, '0')}`;
}
