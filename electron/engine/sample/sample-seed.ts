/** Turns the made-up builds into records, layers and images. Same time, same engine. */

import { repositoryOf } from '../../../shared/image-reference.ts';
import { bases, builds, looseCache, pulledBases, pulledImages, type SampleBuild } from './sample-builds.ts';
import { digest, HOUR_MS, megabytes, recordId } from './sample-ids.ts';
import type { SampleImage, SampleLayer, SampleRecord, SampleState } from './sample-state.ts';
import { sampleContainers, sampleNetworks, sampleVolumes } from './sample-surroundings.ts';

export function sampleSeed(nowMs: number): SampleState {
  const built = buildAll(nowMs);
  const images = [
    ...built.images,
    ...pulledBases.map((pulled) => pulledBase(pulled, nowMs)),
    ...pulledImages.map((pulled) => pulledImage(pulled, nowMs)),
  ];
  return {
    records: [...built.records, ...looseRecords(nowMs)],
    images,
    containers: sampleContainers(images, nowMs),
    volumes: sampleVolumes(nowMs),
    networks: sampleNetworks(nowMs),
  };
}

function buildAll(nowMs: number): {
  readonly records: readonly SampleRecord[];
  readonly images: readonly SampleImage[];
} {
  const records = new Map<string, SampleRecord>();
  const images: SampleImage[] = [];
  for (const build of builds) {
    const layers = layersOf(build);
    const usedAtMs = nowMs - build.ageHours * HOUR_MS;
    layers.forEach((layer, index) => {
      const earlier = records.get(layer.key);
      records.set(layer.key, {
        id: recordId(layer.key),
        parentIds: layers.slice(Math.max(0, index - 1), index).map(({ key }) => recordId(key)),
        type: 'regular',
        description: index === 0 ? `pulled from ${build.base}` : describe(build, index),
        sizeBytes: layer.sizeBytes,
        createdAtMs: earlier?.createdAtMs ?? usedAtMs - (layers.length - index) * 4_000,
        lastUsedAtMs: usedAtMs,
        useCount: (earlier?.useCount ?? 0) + 1,
        isInUse: false,
        layerKey: layer.key,
      });
    });
    if (build.tags === undefined) continue;
    const madeLayers = layers.map((layer) => ({
      ...layer,
      madeAtMs: records.get(layer.key)?.createdAtMs ?? usedAtMs,
    }));
    images.push({
      ...imageOf(build.tags, madeLayers, usedAtMs, build.pushedTo),
      labels: build.labels ?? {},
    });
  }
  return { records: [...records.values()], images };
}

function baseLayer(base: string): SampleLayer {
  return { key: base, sizeBytes: megabytes(bases[base] ?? 0, base), createdBy: `FROM ${base}` };
}

function layersOf({ base, steps }: SampleBuild): readonly SampleLayer[] {
  const layers: SampleLayer[] = [baseLayer(base)];
  for (const { line, sizeMB } of steps) {
    const key = `${layers.at(-1)?.key ?? ''}\n${line}`;
    layers.push({ key, sizeBytes: megabytes(sizeMB, key), createdBy: asHistory(line) });
  }
  return layers;
}

/** As BuildKit names its vertices: commands by what they run, files by their place in the stage. */
function describe({ steps }: SampleBuild, index: number): string {
  const line = withoutMark(steps[index - 1]?.line ?? '');
  return line.startsWith('RUN ')
    ? `mount / from exec /bin/sh -c ${line.slice(4)}`
    : `[stage-0 ${index + 1}/${steps.length + 1}] ${line}`;
}

function asHistory(line: string): string {
  const plain = withoutMark(line);
  return plain.startsWith('RUN ') ? `RUN /bin/sh -c ${plain.slice(4)} # buildkit` : `${plain} # buildkit`;
}

/** The mark in brackets tells two versions of one line apart; Docker would not show it. */
function withoutMark(line: string): string {
  return line.replace(/ \([\w.-]+\)$/, '');
}

function imageOf(
  tags: readonly string[],
  layers: readonly SampleLayer[],
  createdAtMs: number,
  pushedTo: string | undefined,
): SampleImage {
  const id = `sha256:${digest(`image ${layers.at(-1)?.key ?? ''} ${tags.join()}`)}`;
  const digests = pushedTo === undefined ? [] : [`${pushedTo}@sha256:${digest(`manifest ${id}`)}`];
  return { id, tags, digests, layers, createdAtMs, labels: {} };
}

function pulledBase({ base, tag, ageHours }: (typeof pulledBases)[number], nowMs: number): SampleImage {
  return imageOf([tag], [baseLayer(base)], nowMs - ageHours * HOUR_MS, repositoryOf(tag));
}

function pulledImage({ tag, sizeMB, ageHours }: (typeof pulledImages)[number], nowMs: number): SampleImage {
  const layers = [0.7, 0.25, 0.05].map((part, index) => ({
    key: `${tag} ${index}`,
    sizeBytes: megabytes(sizeMB * part, `${tag} ${index}`),
    createdBy: index === 0 ? 'ADD rootfs.tar.xz / # buildkit' : 'RUN /bin/sh -c set -eux; ... # buildkit',
  }));
  return imageOf([tag], layers, nowMs - ageHours * HOUR_MS, repositoryOf(tag));
}

function looseRecords(nowMs: number): readonly SampleRecord[] {
  return looseCache.map(({ type, text, sizeMB, ageHours }, index) => ({
    id: recordId(`${text} ${index}`),
    parentIds: [],
    type,
    description: text,
    sizeBytes: megabytes(sizeMB, text),
    createdAtMs: nowMs - (ageHours + 200) * HOUR_MS,
    lastUsedAtMs: nowMs - ageHours * HOUR_MS,
    useCount: 3 + index,
    isInUse: false,
    layerKey: undefined,
  }));
}
