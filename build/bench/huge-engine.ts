/** A fake engine with 100,000 records, 5,000 images and 2,000 containers, whose replies are ready before they are asked for. */

import { createHash } from 'node:crypto';
import {
  startFakeDocker,
  type Asked,
  type FakeDocker,
  type Scripted,
} from '../../tests/fakes/fake-docker-server.ts';
import { chainedRecords } from './chained-records.ts';

const RECORDS = 100_000;
const IMAGES = 5_000;
const CONTAINERS = 2_000;
/** Images that the others are built on. */
const BASES = 50;
const LAYERS_OF_BASE = 4;
const OWN_LAYERS = 6;

type Json = Readonly<Record<string, unknown>>;

interface Layer {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly command: string;
}

export async function startHugeEngine(): Promise<FakeDocker> {
  const images = Array.from({ length: IMAGES }, (_, index) => imageOf(index));
  const byId = new Map(images.map((image) => [image.id, image]));
  const containers = Array.from({ length: CONTAINERS }, (_, index) => containerOf(index, images));
  const replies = {
    BuildCache: JSON.stringify(chainedRecords(RECORDS)),
    Images: JSON.stringify(images.map(({ summary }) => summary)),
    Containers: JSON.stringify(containers),
    Volumes: '[]',
  };
  const df = (types: readonly string[]): string => {
    const part = (type: string, key: keyof typeof replies): string =>
      `"${key}":${types.length === 0 || types.includes(type) ? replies[key] : 'null'}`;
    const parts = [
      part('build-cache', 'BuildCache'),
      part('image', 'Images'),
      part('container', 'Containers'),
      part('volume', 'Volumes'),
    ];
    return `{"LayersSize":${images.reduce((sum, { ownBytes }) => sum + ownBytes, 0)},${parts.join(',')}}`;
  };
  return startFakeDocker({
    script: ({ path, query }: Asked): Scripted => {
      if (path === '/system/df') return { text: df(query.getAll('type')) };
      if (path === '/images/json') return { text: replies.Images };
      if (path === '/containers/json') return { text: replies.Containers };
      const [, kind, id = '', what] = /^\/(images|containers)\/(.+)\/(json|history)$/.exec(path) ?? [];
      if (kind === 'containers') return { json: containerDetail(id) };
      const image = byId.get(id);
      if (image === undefined) return undefined;
      return { json: what === 'json' ? image.detail : image.history };
    },
  });
}

function imageOf(index: number) {
  const base = Array.from({ length: LAYERS_OF_BASE }, (_, depth) => layerOf(`base ${index % BASES}`, depth));
  const own =
    index < BASES ? [] : Array.from({ length: OWN_LAYERS }, (_, depth) => layerOf(`own ${index}`, depth));
  const layers: readonly Layer[] = [...base, ...own];
  const sizeBytes = bytesOf(layers);
  const id = `sha256:${sha(`image ${index}`)}`;
  const isTagged = index % 3 !== 2;
  const created = Math.floor(Date.now() / 1_000) - index * 600;
  const summary: Json = {
    Id: id,
    ParentId: '',
    RepoTags: isTagged ? [`team-${index % 40}/service-${index}:build-${index}`] : [],
    RepoDigests: [],
    Created: created,
    Size: sizeBytes,
    SharedSize: bytesOf(base),
    Labels: index % 10 === 0 ? { 'com.docker.compose.project': `shop-${index % 200}` } : {},
    Containers: index < CONTAINERS ? 1 : 0,
  };
  const detail: Json = {
    ...summary,
    Created: new Date(created * 1_000).toISOString(),
    RootFS: { Type: 'layers', Layers: layers.map(({ digest }) => digest) },
  };
  const history: readonly Json[] = layers
    .map(({ command, sizeBytes: Size }) => ({
      Id: '<missing>',
      Created: created,
      CreatedBy: command,
      Tags: null,
      Size,
    }))
    .toReversed();
  return { id, summary, detail, history, ownBytes: bytesOf(own) };
}

function layerOf(owner: string, depth: number): Layer {
  return {
    digest: `sha256:${sha(`${owner} ${depth}`)}`,
    sizeBytes: 1_000_000 + depth * 777_777,
    command: `RUN /bin/sh -c make ${owner.replace(' ', '-')} step-${depth} # buildkit`,
  };
}

function containerOf(index: number, images: readonly { readonly id: string }[]): Json {
  return {
    Id: sha(`container ${index}`),
    Names: [`/shop-${index % 200}-service-${index}`],
    Image: `team-${index % 40}/service-${index}:build-${index}`,
    ImageID: images[index]?.id,
    Created: Math.floor(Date.now() / 1_000) - index * 900,
    State: index % 4 === 0 ? 'running' : 'exited',
    Status: '',
    Labels: { 'com.docker.compose.project': `shop-${index % 200}` },
    SizeRw: index * 1_000,
    HostConfig: { NetworkMode: 'bridge' },
    NetworkSettings: { Networks: {} },
    Mounts: [],
  };
}

function containerDetail(id: string): Json {
  return {
    Id: id,
    State: { Status: 'exited', FinishedAt: new Date(Date.now() - 86_400_000).toISOString() },
    HostConfig: { LogConfig: { Type: 'json-file', Config: {} } },
    LogPath: '',
  };
}

function bytesOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
