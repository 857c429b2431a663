/** Deletes one container, network or volume, without force; conflicts come back as states. */

import type { DeleteOutcome } from '../core/ports.ts';
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

/** What a delete came to; anything that is no state is thrown. */
export async function deleteOutcome(deletion: Promise<unknown>): Promise<DeleteOutcome> {
  try {
    await deletion;
    return { kind: 'deleted' };
  } catch (error) {
    const kind = error instanceof EngineRefusal ? conflict(error) : undefined;
    if (kind === undefined) throw error;
    return { kind };
  }
}

function conflict({
  status,
  message,
  kind,
}: EngineRefusal): Exclude<DeleteOutcome['kind'], 'deleted'> | undefined {
  if (status === 404) return 'already-gone';
  if (kind === 'busy' || message.includes('already in progress')) return 'busy';
  if (status === 409) return 'in-use';
  // Docker answers 403 for a network with endpoints, Podman 500 for a running container.
  return /has active endpoints|is being used|is in use|cannot remove .*running/.test(message)
    ? 'in-use'
    : undefined;
}
