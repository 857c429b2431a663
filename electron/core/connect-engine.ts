/** One engine that has answered: what it is, and its events followed. */

import type { EngineIdentity } from '../../shared/plan.ts';
import type { EngineFacts } from '../../shared/state.ts';
import type { Engine, EventListener } from './ports/engine.ts';

export interface Connection {
  readonly engine: Engine;
  readonly facts: EngineFacts;
  readonly identity: EngineIdentity;
  /** Its cache can be read by itself. */
  readonly isCheap: boolean;
  readonly stopEvents: () => void;
}

/** Fails with an `EngineError`; events are followed only where it does not. */
export async function connectEngine(engine: Engine, listener: EventListener): Promise<Connection> {
  const facts = await engine.facts();
  const identity = await engine.identity();
  const isCheap = await engine.hasCheapCacheReading();
  return { engine, facts, identity, isCheap, stopEvents: engine.followEvents(listener) };
}
