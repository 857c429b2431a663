/** What the engines answer that a person could pick. */

import type { EngineAnswer } from '../../../shared/contract.ts';
import type { EngineChoice } from '../../../shared/state.ts';
import { EngineError, type EngineDoor } from '../ports/engine.ts';

/** Asks all at once, each for its name and version. One over the network is left alone: reaching it may ask for a pass phrase. */
export function askEngines(
  door: Pick<EngineDoor, 'open'>,
  engines: readonly EngineChoice[],
): Promise<readonly EngineAnswer[]> {
  return Promise.all(
    engines.map(async ({ token, endpoint }) => ({
      token,
      answer: /^(unix|npipe):/.test(endpoint) ? await answerOf(door, endpoint) : { kind: 'not-asked' },
    })),
  );
}

async function answerOf(door: Pick<EngineDoor, 'open'>, endpoint: string): Promise<EngineAnswer['answer']> {
  try {
    const { engine } = await door.open(endpoint);
    try {
      const { name, version } = await engine.facts();
      return { kind: 'answers', name, version };
    } finally {
      engine.close();
    }
  } catch (error) {
    return { kind: 'silent', error: error instanceof EngineError ? error.kind : 'bad-reply' };
  }
}
