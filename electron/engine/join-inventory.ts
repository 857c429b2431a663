/** Joins what `system/df` measured with what the lists say: each knows something that the other leaves out. */

import type { ContainerInspection } from '../core/ports/engine.ts';
import type { Container, DfReading, Image, Network, Volume } from '../../shared/usage.ts';
import type { Api } from './negotiate.ts';
import { containerFrom, type ContainerSummary } from './wire/container.ts';
import type { DiskUsage } from './wire/disk-usage.ts';
import { imageFrom, type ImageSummary } from './wire/image.ts';
import { networkFrom, type NetworkItem } from './wire/network.ts';
import { volumeFrom, type VolumeItem } from './wire/volume.ts';

export function joinImages(
  images: readonly ImageSummary[],
  { images: measuredImages }: DiskUsage,
  containers: readonly ContainerSummary[],
): readonly Image[] {
  const measured = new Map(measuredImages.map((image) => [image.Id, image]));
  const used = countBy(containers, (container) => [container.ImageID]);
  return images.map((image) => {
    const df = measured.get(image.Id);
    const containerCount = Math.max(0, image.Containers, df?.Containers ?? 0, used.get(image.Id) ?? 0);
    return imageFrom(image, containerCount, known(df?.SharedSize));
  });
}

export function joinContainers(
  containers: readonly ContainerSummary[],
  { containers: measuredContainers }: DiskUsage,
  inspected: ReadonlyMap<string, Pick<ContainerInspection, 'finishedAtMs'>>,
): readonly Container[] {
  const measured = new Map(measuredContainers.map((container) => [container.Id, container]));
  return containers.map((container) => {
    const size = measured.get(container.Id)?.SizeRw;
    return containerFrom(container, known(size), inspected.get(container.Id)?.finishedAtMs);
  });
}

export function joinVolumes(
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

export function joinNetwork(network: NetworkItem, containers: readonly ContainerSummary[]): Network {
  const connected = containers.filter(({ NetworkSettings }) =>
    Object.values(NetworkSettings?.Networks ?? {}).some((link) => link?.NetworkID === network.Id),
  );
  const ids = [...Object.keys(network.Containers ?? {}), ...connected.map(({ Id }) => Id)];
  return networkFrom(network, [...new Set(ids)]);
}

/** What docker prints from. Podman's df lists an image once for each tag, and by the tag alone: references come from the list. */
export function dfReading(api: Api, usage: DiskUsage, images: readonly ImageSummary[]): DfReading {
  const references = new Map(images.map((image) => [image.Id, image.RepoTags]));
  return {
    dockerAge: api.dockerAge,
    layersSizeBytes: usage.layersSizeBytes,
    images: [...new Map(usage.images.map((image) => [image.Id, image])).values()].map((image) => ({
      id: image.Id,
      references: references.get(image.Id) ?? image.RepoTags,
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

/** −1 is docker's "not measured". */
function known(value: number | undefined): number | undefined {
  return value === undefined || value < 0 ? undefined : value;
}

function countBy<T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) for (const key of keysOf(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
