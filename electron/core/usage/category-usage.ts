/** The sums of images, containers and volumes that the surfaces show beside the build cache. */

import type {
  Container,
  ContainerUsage,
  Image,
  ImageUsage,
  Volume,
  VolumeUsage,
} from '../../../shared/usage.ts';
import { freedLayerBytes, layerBytes } from './layer-bytes.ts';
import { sumOf } from './sum-of.ts';

/** Running, paused and restarting containers are alive; docker counts the rest as reclaimable. */
export function isAlive(container: Pick<Container, 'state'>): boolean {
  return ['running', 'paused', 'restarting'].includes(container.state);
}

/** No reference of any kind names it. */
export function isDangling(image: Image): boolean {
  return image.references.length === 0 && image.digests.length === 0;
}

/** Without intermediate images of the classic builder: each is part of its child, not an image that a user sees. */
export function visibleImages(images: readonly Image[]): readonly Image[] {
  const parents = new Set(images.map((image) => image.parentId));
  return images.filter((image) => !isDangling(image) || !parents.has(image.id));
}

export function summarizeImages(images: readonly Image[]): ImageUsage {
  const visible = visibleImages(images);
  const unused = visible.filter((image) => image.containerCount === 0);
  const used = visible.filter((image) => image.containerCount !== 0);
  return {
    count: visible.length,
    danglingCount: visible.filter(isDangling).length,
    unusedCount: unused.length,
    totalBytes: layerBytes(images),
    freesBytes: sumOf(freedLayerBytes(unused, used).values(), (bytes) => bytes),
  };
}

export function summarizeContainers(containers: readonly Container[]): ContainerUsage {
  const stopped = containers.filter((container) => !isAlive(container));
  const written = (list: readonly Container[]): number =>
    sumOf(list, (container) => container.writtenBytes ?? 0);
  return {
    count: containers.length,
    stoppedCount: stopped.length,
    totalBytes: written(containers),
    freesBytes: written(stopped),
  };
}

export function summarizeVolumes(volumes: readonly Volume[]): VolumeUsage {
  const free = volumes.filter((volume) => volume.isAnonymous !== 'no' && volume.containerCount === 0);
  const measured = (list: readonly Volume[]): number => sumOf(list, (volume) => volume.sizeBytes ?? 0);
  return {
    count: volumes.length,
    anonymousUnusedCount: free.length,
    totalBytes: measured(volumes),
    freesBytes: measured(free),
  };
}
