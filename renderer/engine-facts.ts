/** Which engine the figures belong to, whether it answers or not. */

import type { EngineFacts, EngineStatus } from '../shared/state.ts';

/** The engine's facts, also when it was lost since. */
export function factsOf(engine: EngineStatus): EngineFacts | undefined {
  if (engine.kind === 'ready') return engine.facts;
  return engine.kind === 'unreachable' ? engine.lastFacts : undefined;
}
