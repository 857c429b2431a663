/** One engine behind one endpoint: the implementation of the core's `Engine`. */

import type { EngineIdentity } from '../../shared/plan.ts';
import type { EngineFacts } from '../../shared/state.ts';
import type { CacheReading, Engine, Stop } from '../core/ports/engine.ts';
import { askRegistry } from './ask-registry.ts';
import { buildersOf } from './builders/builders-of.ts';
import { lastUsesOf } from './builders/buildx-store.ts';
import type { Computer } from './computer.ts';
import { deleteContainer } from './delete-container.ts';
import { imageDeleter } from './delete-image.ts';
import { deleteNetwork } from './delete-network.ts';
import { deleteObject } from './delete-objects.ts';
import { formatEndpoint, isRemote, type Endpoint } from './endpoint.ts';
import { engineClient, type EngineClient } from './engine-client.ts';
import { systemClock, type EngineClock } from './engine-clock.ts';
import { engineEvents } from './engine-events.ts';
import { inspectContainers } from './inspect-containers.ts';
import type { Api } from './negotiate.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { pruneRecords } from './prune-records.ts';
import { pullImage } from './pull-image.ts';
import { diskUsageReader } from './read-disk-usage.ts';
import { readInventory } from './read-inventory.ts';
import { layerReader } from './read-layers.ts';
import { openTransport } from './transport.ts';
import { imageStoreOf } from './image-store.ts';
import { engineInfo, type EngineInfo } from './wire/system.ts';

export interface EngineDeps {
  readonly clock?: EngineClock;
  /** The embedded demo: only whoever started it may say so. */
  readonly isSample?: boolean;
  /** Where buildx keeps its own files; without it nothing is known of them. */
  readonly computer?: Computer;
}

/** Connects to nothing yet: every call does, and fails with an `EngineError` when it cannot. */
export function openEngine(
  endpoint: Endpoint,
  { clock = systemClock, isSample = false, computer }: EngineDeps = {},
): Engine {
  const client = engineClient(openTransport(endpoint));
  const inTurn = oneAtATime();
  const readDf = diskUsageReader(client, inTurn, clock);
  const address = formatEndpoint(endpoint);
  const { stopFollowing, ...events } = engineEvents(client, clock);
  const lastUses = () => lastUsesOf(computer, address);

  async function readCache(stop?: Stop): Promise<CacheReading> {
    const { usage, durationMs } = await readDf(['build-cache'], stop);
    return { records: usage.records, takenAtMs: clock.nowMs(), durationMs };
  }

  const about = {
    facts: rememberedFacts(client, (api, info) => ({
      name: info.Name,
      version: api.engineVersion,
      apiVersion: `1.${api.serverMinor}`,
      imageStore: imageStoreOf(api, info),
      endpoint: address,
      isSample,
      isRemote: isRemote(endpoint),
    })),
    identity: async (): Promise<EngineIdentity> => {
      const { isPodman } = await client.api();
      const info = await client.get(engineInfo, '/info');
      return { endpoint: address, id: isPodman ? undefined : info.ID, rootDir: info.DockerRootDir };
    },
  };

  return {
    ...about,
    hasCheapCacheReading: async () => (await client.api()).takesDfTypes,
    readCache,
    readInventory: (depth, stop) => readInventory({ client, readDf, clock }, depth, stop),
    readLayers: layerReader(client),
    inspectContainers: (containerIds, stop) => inspectContainers(client, containerIds, stop),
    ...events,
    pruneRecords: (ids, until, stop) =>
      pruneRecords(
        { client, inTurn, presentIds: async () => new Set((await readCache()).records.map(({ id }) => id)) },
        ids,
        until,
        stop,
      ),
    deleteContainer: (id, finishedAtMs) => deleteContainer(client, id, finishedAtMs),
    deleteNetwork: (id, name) => deleteNetwork(client, id, name),
    deleteImage: imageDeleter(client),
    deleteVolume: (name) => deleteObject(client, 'volumes', name),
    askRegistry: (reference) => askRegistry(client, reference),
    pullImage: (reference, onProgress, stop) => pullImage(client, reference, onProgress, stop),
    builders: buildersOf({ client, clock, owner: { ...about, ...events }, lastUses }),
    close() {
      stopFollowing();
      client.close();
    },
  };
}

/** Facts of one negotiation stay the same; a new one (after a lost connection) reads them anew. */
function rememberedFacts(
  client: EngineClient,
  make: (api: Api, info: EngineInfo) => EngineFacts,
): () => Promise<EngineFacts> {
  let remembered: { readonly api: Api; readonly facts: EngineFacts } | undefined;
  return async () => {
    const api = await client.api();
    if (remembered?.api !== api)
      remembered = { api, facts: make(api, await client.get(engineInfo, '/info')) };
    return remembered.facts;
  };
}
