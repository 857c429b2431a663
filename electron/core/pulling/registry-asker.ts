/** Asks registries, each that stays silent once only: waiting for it again for every image would take minutes. */

import { EngineError, type Engine, type RegistryAnswer } from '../ports/engine.ts';
import { registryOf } from '../../../shared/image-reference.ts';

/** One for each round of questions. A question that the engine itself cannot pass on counts as a registry that is out of reach. */
export function registryAsker(engine: Engine): (reference: string) => Promise<RegistryAnswer> {
  const silent = new Set<string>();
  return async (reference) => {
    const registry = registryOf(reference);
    if (silent.has(registry)) return { kind: 'unreachable' };
    const answer = await ask(engine, reference);
    if (answer.kind === 'unreachable') silent.add(registry);
    return answer;
  };
}

async function ask(engine: Engine, reference: string): Promise<RegistryAnswer> {
  try {
    return await engine.askRegistry(reference);
  } catch (error) {
    if (error instanceof EngineError) return { kind: 'unreachable' };
    throw error;
  }
}
