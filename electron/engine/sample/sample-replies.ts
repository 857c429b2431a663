/** The sample engine's state in the words of the Docker API 1.51. */

import { createHash } from 'node:crypto';
import type { SampleEngine } from './sample-engine.ts';
import type { SampleContainer, SampleImage, SampleNetwork, SampleVolume } from './sample-state.ts';

type Json = Readonly<Record<string, unknown>>;

export const sampleVersion: Json = {
  Version: '28.5.2',
  ApiVersion: '1.51',
  MinAPIVersion: '1.24',
  Os: 'linux',
  Arch: 'amd64',
  Components: [{ Name: 'Engine', Version: '28.5.2' }],
};

/** Exists nowhere, so that no one takes this computer's disk for the sample's. */
const ROOT = '/sample/var/lib/docker';
const LOGS = `${ROOT}/containers`;

export function sampleInfo(): Json {
  return {
    ID: '5a3b1e60-0000-4000-8000-000000000000',
    Name: 'sample',
    ServerVersion: '28.5.2',
    Driver: 'overlay2',
    DriverStatus: [['Backing Filesystem', 'extfs']],
    DockerRootDir: ROOT,
    SystemTime: new Date().toISOString(),
    OperatingSystem: 'Sample engine',
    OSType: 'linux',
  };
}

export function sampleDiskUsage(engine: SampleEngine, types: readonly string[]): Json {
  const wants = (type: string): boolean => types.length === 0 || types.includes(type);
  const { state } = engine;
  return {
    LayersSize: wants('image') ? layersSize(state.images) : 0,
    Images: wants('image') ? state.images.map((image) => imageSummary(engine, image, true)) : null,
    Containers: wants('container')
      ? state.containers.map((one) => containerSummary(engine, one, true))
      : null,
    Volumes: wants('volume') ? state.volumes.map((one) => volumeItem(engine, one, true)) : null,
    BuildCache: wants('build-cache') ? cacheRecords(engine) : null,
  };
}

function layersSize(images: readonly SampleImage[]): number {
  const sizes = new Map(
    images.flatMap(({ layers }) => layers.map(({ key, sizeBytes }) => [key, sizeBytes] as const)),
  );
  return [...sizes.values()].reduce((total, sizeBytes) => total + sizeBytes, 0);
}

function cacheRecords(engine: SampleEngine): readonly Json[] {
  const shared = engine.sharedIds();
  return engine.state.records.map((record) => ({
    ID: record.id,
    ...(record.parentIds.length === 0 ? {} : { ' Parents': record.parentIds }),
    Type: record.type,
    Description: record.description,
    InUse: record.isInUse,
    Shared: shared.has(record.id),
    Size: record.sizeBytes,
    CreatedAt: new Date(record.createdAtMs).toISOString(),
    LastUsedAt: new Date(record.lastUsedAtMs).toISOString(),
    UsageCount: record.useCount,
  }));
}

export function imageSummary(engine: SampleEngine, image: SampleImage, isMeasured: boolean): Json {
  const others = engine.state.images.filter(({ id }) => id !== image.id);
  const held = new Set(others.flatMap(({ layers }) => layers.map(({ key }) => key)));
  return {
    Id: image.id,
    ParentId: '',
    RepoTags: image.tags,
    RepoDigests: image.digests ?? [],
    Created: seconds(image.createdAtMs),
    Size: sum(image.layers),
    SharedSize: isMeasured ? sum(image.layers.filter(({ key }) => held.has(key))) : -1,
    Labels: image.labels,
    Containers: engine.state.containers.filter(({ imageId }) => imageId === image.id).length,
  };
}

export function imageDetail(image: SampleImage): Json {
  return {
    Id: image.id,
    RepoTags: image.tags,
    RepoDigests: image.digests ?? [],
    Created: new Date(image.createdAtMs).toISOString(),
    Size: sum(image.layers),
    RootFS: { Type: 'layers', Layers: image.layers.map(({ key }) => `sha256:${digest(key)}`) },
  };
}

export function distribution({ digests = [] }: SampleImage): Json {
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  return {
    Descriptor: { mediaType, digest: digests[0]?.replace(/^.*@/, ''), size: 949 },
    Platforms: [{ architecture: 'amd64', os: 'linux' }],
  };
}

export function imageHistory(image: SampleImage): readonly Json[] {
  const entries = image.layers.map(({ createdBy, sizeBytes, madeAtMs = image.createdAtMs }) => ({
    Created: seconds(madeAtMs),
    CreatedBy: createdBy,
    Size: sizeBytes,
  }));
  const last = { Created: seconds(image.createdAtMs), CreatedBy: 'CMD ["/bin/sh"]', Size: 0 };
  return [...entries, last].reverse().map((entry, index) => ({
    Id: index === 0 ? image.id : '<missing>',
    Tags: index === 0 ? image.tags : null,
    Comment: 'buildkit.dockerfile.v0',
    ...entry,
  }));
}

export function containerSummary(engine: SampleEngine, one: SampleContainer, isMeasured: boolean): Json {
  const network = engine.state.networks.find(({ name }) => name === one.networkName);
  return {
    Id: one.id,
    Names: [`/${one.name}`],
    Image: one.imageName,
    ImageID: one.imageId,
    Created: seconds(one.createdAtMs),
    State: one.state,
    Status: one.state === 'running' ? 'Up 3 hours' : 'Exited (0) 2 days ago',
    Labels: one.labels,
    ...(isMeasured && one.writtenBytes > 0 ? { SizeRw: one.writtenBytes } : {}),
    HostConfig: { NetworkMode: one.networkName },
    NetworkSettings: { Networks: { [one.networkName]: { NetworkID: network?.id ?? '' } } },
    Mounts: one.volumeNames.map((Name) => ({ Type: 'volume', Name, Driver: 'local' })),
  };
}

export function containerDetail(one: SampleContainer): Json {
  const FinishedAt =
    one.finishedAtMs === undefined ? '0001-01-01T00:00:00Z' : new Date(one.finishedAtMs).toISOString();
  const { driver, options } = one.log ?? { driver: 'json-file', options: {} };
  const LogPath = driver === 'json-file' ? `${LOGS}/${one.id}/${one.id}-json.log` : '';
  return {
    Id: one.id,
    Name: `/${one.name}`,
    Image: one.imageId,
    State: { Status: one.state, FinishedAt },
    HostConfig: { LogConfig: { Type: driver, Config: options } },
    LogPath,
  };
}

export function volumeItem(engine: SampleEngine, one: SampleVolume, isMeasured: boolean): Json {
  const RefCount = engine.state.containers.filter(({ volumeNames }) => volumeNames.includes(one.name)).length;
  return {
    Name: one.name,
    Driver: 'local',
    Scope: 'local',
    Labels: one.isAnonymous ? { 'com.docker.volume.anonymous': '' } : one.labels,
    Options: null,
    CreatedAt: new Date(one.createdAtMs).toISOString(),
    ...(isMeasured ? { UsageData: { RefCount, Size: one.sizeBytes } } : {}),
  };
}

export function networkItem(engine: SampleEngine, one: SampleNetwork, isDetailed: boolean): Json {
  const connected = engine.state.containers.filter(
    ({ networkName, state }) => networkName === one.name && state === 'running',
  );
  return {
    Name: one.name,
    Id: one.id,
    Created: new Date(one.createdAtMs).toISOString(),
    Scope: 'local',
    Driver: one.name === 'host' ? 'host' : 'bridge',
    Ingress: false,
    Labels: one.labels,
    Containers: isDetailed ? Object.fromEntries(connected.map(({ id, name }) => [id, { Name: name }])) : {},
  };
}

function sum(items: readonly { readonly sizeBytes: number }[]): number {
  return items.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}

function seconds(atMs: number): number {
  return Math.floor(atMs / 1000);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
