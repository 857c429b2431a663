/** Finds the buildx builders of an engine by their containers: those of buildx's own list, and those that it has forgotten. */

import type { FoundBuilder } from '../../core/ports/engine.ts';
import type { EngineClient } from '../engine-client.ts';
import { containerList } from '../wire/container.ts';
import type { LastUses } from './buildx-store.ts';
import { nodeNameIn, volumeNameOf } from './container-name.ts';

export async function findBuilders(
  client: EngineClient,
  lastUses: () => Promise<LastUses>,
): Promise<readonly FoundBuilder[]> {
  const containers = await client.get(containerList, '/containers/json', { query: { all: '1' } });
  const found = containers.flatMap(({ Id, Names, State, Mounts }) => {
    const name = Names.map(nodeNameIn).find((node) => node !== undefined);
    if (name === undefined) return [];
    const volumes = Mounts.filter(({ Type, Name }) => Type === 'volume' && Name !== '');
    const volumeName = volumes.find(({ Name }) => Name === volumeNameOf(name))?.Name ?? volumes[0]?.Name;
    return [{ name, containerId: Id, isRunning: State === 'running', volumeName }];
  });
  if (found.length === 0) return [];
  const used = await lastUses();
  return found
    .map(({ volumeName, ...builder }) => ({
      ...builder,
      volumeName: volumeName ?? volumeNameOf(builder.name),
      lastUsedAtMs: used.get(builder.name),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
