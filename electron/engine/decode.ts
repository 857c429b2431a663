/** From the text of a reply to checked values; anything else is a bad reply. */

import * as v from 'valibot';
import { EngineError } from '../core/ports/engine.ts';

export function decode<T extends v.GenericSchema>(schema: T, text: string): v.InferOutput<T> {
  const parsed = v.safeParse(schema, parseJson(text), { abortEarly: true });
  if (parsed.success) return parsed.output;
  // The path says where, never what: values may be secrets.
  const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').join(', ');
  throw new EngineError('bad-reply', `the reply has another shape: ${where}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EngineError('bad-reply', 'the reply is not JSON', { cause });
  }
}
