/** Deletes one container, network or volume, without force; conflicts come back as states. */

import type { EngineErrorKind } from '../../shared/state.ts';
import type { DeleteOutcome } from '../core/ports/engine.ts';
import { EngineRefusal } from './engine-errors.ts';
import type { EngineClient } from './engine-client.ts';
import { requestPath } from './request-path.ts';

/** Removing many layers from a slow disk takes its time. */
export const DELETE_DEADLINE_MS = 10 * 60_000;

export async function deleteObject(
  client: EngineClient,
  kind: 'containers' | 'networks' | 'volumes',
  id: string,
): Promise<DeleteOutcome> {
  return deleteOutcome(client.send('DELETE', requestPath(kind, id), { deadlineMs: DELETE_DEADLINE_MS }));
}

/** What a delete came to; a failure that tells of the engine and not of the object is thrown. */
export async function deleteOutcome(deletion: Promise<unknown>): Promise<DeleteOutcome> {
  try {
    await deletion;
    return { kind: 'deleted' };
  } catch (error) {
    return outcomeOfFailure(error);
  }
}

export function outcomeOfFailure(error: unknown): DeleteOutcome {
  if (error instanceof EngineRefusal && !ENGINE_TROUBLES.includes(error.kind))
    return { kind: outcomeOfRefusal(error) };
  throw error;
}

/** A proxy's word that its engine is down (502–504), or asleep: the next object would fare no better. */
const ENGINE_TROUBLES: readonly EngineErrorKind[] = ['refused', 'timed-out', 'asleep'];

function outcomeOfRefusal({ status, message, kind }: EngineRefusal): DeleteOutcome['kind'] {
  if (status === 404) return 'already-gone';
  if (kind === 'busy' || message.includes('already in progress')) return 'busy';
  if (status === 409) return 'in-use';
  // Docker answers 403 for a network with endpoints, Podman 500 for a running container.
  return /has active endpoints|is being used|is in use|cannot remove .*running/.test(message)
    ? 'in-use'
    : 'refused';
}
