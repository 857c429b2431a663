/** One full reading: sizes from `system/df`, everything else from the lists, the engine's clock at the end. */

import type { Container, DfReading, Image, Inventory, Network, Volume } from '../../shared/usage.ts';
import { EngineError, type Stop } from '../core/ports.ts';
import type { EngineClock } from './engine-clock.ts';
import type { EngineClient } from './engine-client.ts';
import { inParallel } from './in-parallel.ts';
import type { Api } from './negotiate.ts';
import type { DfType, TimedDiskUsage } from './read-disk-usage.ts';
import { requestPath } from './request-path.ts';
import { containerEnd, containerFrom, containerList, type ContainerSummary } from './wire/container.ts';
import type { DiskUsage } from './wire/disk-usage.ts';
import { imageFrom, imageList, type ImageSummary } from './wire/image.ts';
import { isPredefined, networkFrom, networkItem, networkList, type NetworkItem } from './wire/network.ts';
import { engineInfo } from './wire/system.ts';
import { volumeFrom, volumeList, type VolumeItem } from './wire/volume.ts';

export type Depth = 'light' | 'plan' | 'full';

const dfTypes: Readonly<Record<Depth, readonly DfType[]>> = {
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
  const isDeep = depth !== 'light';
  const ends = isDeep ? await readEnds(client, containers, stop) : new Map<string, number>();
  const detailed = isDeep ? await inspectNetworks(client, networks, stop) : networks;
  // The first df after a build may itself touch records it has to measure: only the second one shows their times at rest.
  const { records } = api.takesDfTypes ? (await readDf(['build-cache'], stop)).usage : usage;
  const info = await client.get(engineInfo, '/info', { stop });
  return {
    takenAtMs: clock.nowMs(),
    engineTime: info.SystemTime,
    records,
    images: joinImages(images, usage, containers),
    containers: joinContainers(containers, usage, ends),
    volumes: joinVolumes(volumes.Volumes, usage, containers, api),
    networks: detailed.map((network) => joinNetwork(network, containers)),
    df: dfReading(api, { ...usage, records }, images),
  };
}

/** When stopped containers ended; a container that went meanwhile is left out. */
async function readEnds(
  client: EngineClient,
  containers: readonly ContainerSummary[],
  stop?: Stop,
): Promise<ReadonlyMap<string, number>> {
  const stopped = containers.filter(({ State }) => State === 'exited' || State === 'dead');
  const ends = await inParallel(stopped, AT_ONCE, async ({ Id }) => {
    const detail = await unlessGone(
      client.get(containerEnd, requestPath('containers', Id, 'json'), { stop }),
    );
    return [Id, detail?.State?.FinishedAt] as const;
  });
  return new Map(ends.filter((end): end is [string, number] => end[1] !== undefined));
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

async function unlessGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

function joinImages(
  images: readonly ImageSummary[],
  { images: measuredImages }: DiskUsage,
  containers: readonly ContainerSummary[],
): readonly Image[] {
  const measured = new Map(measuredImages.map((image) => [fullImageId(image.Id), image]));
  const used = countBy(containers, (container) => [fullImageId(container.ImageID)]);
  return images.map((image) => {
    const df = measured.get(fullImageId(image.Id));
    const containerCount = Math.max(
      0,
      image.Containers,
      df?.Containers ?? 0,
      used.get(fullImageId(image.Id)) ?? 0,
    );
    return imageFrom(image, containerCount, known(df?.SharedSize));
  });
}

function joinContainers(
  containers: readonly ContainerSummary[],
  { containers: measuredContainers }: DiskUsage,
  ends: ReadonlyMap<string, number>,
): readonly Container[] {
  const measured = new Map(measuredContainers.map((container) => [container.Id, container]));
  return containers.map((container) => {
    const size = measured.get(container.Id)?.SizeRw;
    const whole = { ...container, ImageID: fullImageId(container.ImageID) };
    return containerFrom(whole, known(size), ends.get(container.Id));
  });
}

function joinVolumes(
  volumes: readonly VolumeItem[],
  { volumes: measuredVolumes }: DiskUsage,
  containers: readonly ContainerSummary[],
  { labelsAnonymousVolumes }: Api,
): readonly Volume[] {
  const measured = new Map(measuredVolumes.map((volume) => [volume.Name, volume.UsageData]));
  const used = countBy(containers, ({ Mounts }) => new Set(Mounts.map(({ Name }) => Name)));
  return volumes.map((volume) => {
    const usage = measured.get(volume.Name);
    const containerCount = Math.max(known(usage?.RefCount) ?? 0, used.get(volume.Name) ?? 0);
    return volumeFrom(volume, { sizeBytes: known(usage?.Size), containerCount }, labelsAnonymousVolumes);
  });
}

function joinNetwork(network: NetworkItem, containers: readonly ContainerSummary[]): Network {
  const connected = containers.filter(({ NetworkSettings }) =>
    Object.values(NetworkSettings?.Networks ?? {}).some((link) => link?.NetworkID === network.Id),
  );
  const ids = [...Object.keys(network.Containers ?? {}), ...connected.map(({ Id }) => Id)];
  return networkFrom(network, [...new Set(ids)]);
}

/** What docker prints from; Podman's df names images by their tag alone, so references come from the list. */
function dfReading(api: Api, usage: DiskUsage, images: readonly ImageSummary[]): DfReading {
  const references = new Map(images.map((image) => [fullImageId(image.Id), image.RepoTags]));
  return {
    dockerAge: api.dockerAge,
    layersSizeBytes: usage.layersSizeBytes,
    images: usage.images.map((image) => ({
      id: fullImageId(image.Id),
      references: references.get(fullImageId(image.Id)) ?? image.RepoTags,
      containerCount: image.Containers,
      sizeBytes: image.Size,
      sharedBytes: image.SharedSize,
      virtualBytes: image.VirtualSize,
    })),
    containers: usage.containers.map(({ Id, State, SizeRw }) => ({
      id: Id,
      state: State,
      writtenBytes: SizeRw,
    })),
    volumes: usage.volumes.map(({ Name, UsageData }) => ({
      name: Name,
      sizeBytes: UsageData?.Size ?? -1,
      refCount: UsageData?.RefCount ?? -1,
    })),
    records: usage.records,
  };
}

/** Podman leaves `sha256:` out in some replies. */
function fullImageId(id: string): string {
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}

/** −1 is docker's "not measured". */
function known(value: number | undefined): number | undefined {
  return value === undefined || value < 0 ? undefined : value;
}

function countBy<T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) for (const key of keysOf(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
