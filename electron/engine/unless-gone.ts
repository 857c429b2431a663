/** What was listed a moment ago may be gone when it is asked for. */

import { EngineError } from '../core/ports/engine.ts';

export async function unlessGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
