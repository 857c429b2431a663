/** One full reading: sizes from `system/df`, everything else from the lists, the engine's clock at the end. */

import type { Inventory } from '../../shared/usage.ts';
import type { Stop } from '../core/ports/engine.ts';
import type { EngineClock } from './engine-clock.ts';
import type { EngineClient } from './engine-client.ts';
import { imageStoreOf } from './image-store.ts';
import { inspectContainers } from './inspect-containers.ts';
import { inParallel } from './in-parallel.ts';
import { dfReading, joinContainers, joinImages, joinNetwork, joinVolumes } from './join-inventory.ts';
import type { DfType, TimedDiskUsage } from './read-disk-usage.ts';
import { requestPath } from './request-path.ts';
import { unlessGone } from './unless-gone.ts';
import { containerList, type ContainerSummary } from './wire/container.ts';
import { imageList } from './wire/image.ts';
import { isPredefined, networkItem, networkList, type NetworkItem } from './wire/network.ts';
import { engineInfo } from './wire/system.ts';
import { volumeList } from './wire/volume.ts';

export type Depth = 'glance' | 'light' | 'plan' | 'full';

/** The cache is read once more at the end: what is only shown needs no more. */
const dfTypes: Readonly<Record<Depth, readonly DfType[]>> = {
  glance: ['image'],
  light: ['image', 'build-cache'],
  plan: ['image', 'build-cache', 'container'],
  full: ['image', 'build-cache', 'container', 'volume'],
};
/** Inspections under way at once: quick, and no load on a small engine. */
const AT_ONCE = 4;

interface Sources {
  readonly client: EngineClient;
  readonly readDf: (types: readonly DfType[], stop?: Stop) => Promise<TimedDiskUsage>;
  readonly clock: EngineClock;
}

export async function readInventory(
  { client, readDf, clock }: Sources,
  depth: Depth,
  stop?: Stop,
): Promise<Inventory> {
  const api = await client.api();
  const { usage } = await readDf(dfTypes[depth], stop);
  const [images, containers, volumes, networks] = await Promise.all([
    client.get(imageList, '/images/json', { query: { all: '1' }, stop }),
    client.get(containerList, '/containers/json', { query: { all: '1' }, stop }),
    client.get(volumeList, '/volumes', { stop }),
    client.get(networkList, '/networks', { stop }),
  ]);
  const isDeep = depth === 'plan' || depth === 'full';
  const inspected = await inspectContainers(client, isDeep ? stoppedIds(containers) : [], stop);
  const detailed = isDeep ? await inspectNetworks(client, networks, stop) : networks;
  // The first df after a build may itself touch records it has to measure: only the second one shows their times at rest.
  // Where that is a whole walk again (20.10), it is made only for a record that can be touched: a cache mount.
  const isAtRest = !api.takesDfTypes && usage.records.every(({ type }) => type !== 'exec.cachemount');
  const { records } = isAtRest ? usage : (await readDf(['build-cache'], stop)).usage;
  const info = await client.get(engineInfo, '/info', { stop });
  return {
    takenAtMs: clock.nowMs(),
    engineTime: info.SystemTime,
    imageStore: imageStoreOf(api, info),
    records,
    images: joinImages(images, usage, containers),
    containers: joinContainers(containers, usage, inspected),
    volumes: joinVolumes(volumes.Volumes, usage, containers, api),
    networks: detailed.map((network) => joinNetwork(network, containers)),
    df: dfReading(api, { ...usage, records }, images),
  };
}

function stoppedIds(containers: readonly ContainerSummary[]): readonly string[] {
  return containers.filter(({ State }) => State === 'exited' || State === 'dead').map(({ Id }) => Id);
}

/** The list names nobody who is connected (API ≥ 1.28), and stopped containers only name a network themselves. */
async function inspectNetworks(
  client: EngineClient,
  networks: readonly NetworkItem[],
  stop?: Stop,
): Promise<readonly NetworkItem[]> {
  return inParallel(networks, AT_ONCE, async (network) => {
    if (isPredefined(network)) return network;
    return (
      (await unlessGone(client.get(networkItem, requestPath('networks', network.Id), { stop }))) ?? network
    );
  });
}
