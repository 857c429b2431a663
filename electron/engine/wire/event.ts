/** One line of `GET /events`. */

import * as v from 'valibot';
import type { EngineEvent } from '../../core/ports.ts';
import { count, text } from './json-fields.ts';

const eventLine = v.object({
  Type: v.string(),
  Action: v.string(),
  Actor: v.optional(v.object({ ID: text }), { ID: '' }),
  time: count,
});

export interface TimedEvent {
  readonly event: EngineEvent;
  /** Nanoseconds, exact; undefined where the engine sends none. */
  readonly atNanos: bigint | undefined;
}

/** Undefined for anything that is not an event. */
export function parseEvent(line: string): TimedEvent | undefined {
  const parsed = v.safeParse(eventLine, parseJson(line));
  if (!parsed.success) return undefined;
  const { Type, Action, Actor, time } = parsed.output;
  // As a number it would lose its last three digits.
  const digits = /"timeNano":(\d{1,19})/.exec(line)?.[1];
  const atNanos = digits === undefined ? undefined : BigInt(digits);
  const atMs = atNanos === undefined ? time * 1000 : Number(atNanos / 1_000_000n);
  return { event: { atMs, type: Type, action: Action, id: Actor.ID }, atNanos };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
