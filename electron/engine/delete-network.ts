/** Deletes a network that no container names. */

import type { DeleteOutcome } from '../core/ports/engine.ts';
import { deleteObject } from './delete-objects.ts';
import type { EngineClient } from './engine-client.ts';
import { containerList, networkRefs } from './wire/container.ts';

/** See `Engine.deleteNetwork` in core/ports. */
export async function deleteNetwork(client: EngineClient, id: string, name: string): Promise<DeleteOutcome> {
  const containers = await client.get(containerList, '/containers/json', { query: { all: '1' } });
  const isNamed = containers.some((container) =>
    networkRefs(container).some((ref) => ref === id || ref === name),
  );
  return isNamed ? { kind: 'in-use' } : deleteObject(client, 'networks', id);
}
