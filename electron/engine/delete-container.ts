/** Deletes a container that has not run since it was listed. */

import { EngineError, type DeleteOutcome } from '../core/ports/engine.ts';
import { deleteObject } from './delete-objects.ts';
import type { EngineClient } from './engine-client.ts';
import { requestPath } from './request-path.ts';
import { containerEnd } from './wire/container.ts';

/** See `Engine.deleteContainer` in core/ports. */
export async function deleteContainer(
  client: EngineClient,
  id: string,
  finishedAtMs: number | undefined,
): Promise<DeleteOutcome | { readonly kind: 'changed' }> {
  try {
    const { State } = await client.get(containerEnd, requestPath('containers', id, 'json'));
    if (State?.FinishedAt !== finishedAtMs) return { kind: 'changed' };
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return { kind: 'already-gone' };
    throw error;
  }
  return deleteObject(client, 'containers', id);
}
