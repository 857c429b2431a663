/** Asks a registry, through the engine, what it has under a reference. Nobody signs in: no credentials are read or sent. */

import * as v from 'valibot';
import { EngineError, type RegistryAnswer } from '../core/ports/engine.ts';
import type { EngineClient } from './engine-client.ts';
import { parseReference } from './image-reference.ts';
import { registryTrouble } from './registry-trouble.ts';
import { requestPath } from './request-path.ts';

/** `GET /distribution/{name}/json` (API ≥ 1.30); the engine asks for the manifest, which Docker Hub counts as a pull. */
const distribution = v.object({ Descriptor: v.object({ digest: v.string() }) });

/** See `Engine.askRegistry` in core/ports. */
export async function askRegistry(client: EngineClient, reference: string): Promise<RegistryAnswer> {
  if (parseReference(reference) === undefined)
    throw new EngineError('bad-reply', 'the engine gave a name that no registry has');
  // An engine that does not answer at all fails here: a late reply below is the registry's doing.
  await client.api();
  try {
    const { Descriptor } = await client.get(distribution, requestPath('distribution', reference, 'json'));
    return { kind: 'has', digest: Descriptor.digest };
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'timed-out') return { kind: 'unreachable' };
    return { kind: registryTrouble(error) };
  }
}
