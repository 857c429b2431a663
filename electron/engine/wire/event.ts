/** One line of `GET /events`. */

import * as v from 'valibot';
import type { EngineEvent } from '../../core/ports/engine.ts';
import { count, text, textMap } from './json-fields.ts';

const eventLine = v.object({
  Type: v.string(),
  Action: v.string(),
  Actor: v.optional(v.object({ ID: text, Attributes: textMap }), { ID: '', Attributes: {} }),
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
  const { image, name } = Actor.Attributes;
  const event = {
    atMs,
    type: Type,
    action: verbOf(Action),
    id: Actor.ID,
    image: Type === 'image' ? name : image,
  };
  return { event, atNanos };
}

/** `exec_start: sh -c …` carries the whole command, which may hold a secret: it goes no further. */
function verbOf(action: string): string {
  return action.replace(/:[^]*$/, '');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
