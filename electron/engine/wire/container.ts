/** Containers: the list, and when one ended. */

import * as v from 'valibot';
import type { Container } from '../../../shared/usage.ts';
import { count, imageId, list, text, textMap, time, unixSeconds } from './json-fields.ts';

export const containerSummary = v.object({
  Id: v.pipe(v.string(), v.nonEmpty()),
  Names: list(v.string()),
  /** Podman's df has the id here and no ImageID. */
  Image: text,
  ImageID: imageId,
  Created: unixSeconds,
  State: v.string(),
  Labels: textMap,
  /** Left out when 0, and when not asked for. */
  SizeRw: count,
  HostConfig: v.nullish(v.object({ NetworkMode: text })),
  NetworkSettings: v.nullish(
    v.object({ Networks: v.nullish(v.record(v.string(), v.nullish(v.object({ NetworkID: text })))) }),
  ),
  Mounts: list(v.object({ Type: text, Name: text })),
});
export type ContainerSummary = v.InferOutput<typeof containerSummary>;

export const containerList = list(containerSummary);

export function containerFrom(
  summary: ContainerSummary,
  writtenBytes: number | undefined,
  finishedAtMs: number | undefined,
): Container {
  return {
    id: summary.Id,
    name: (summary.Names[0] ?? '').replace(/^\//, ''),
    imageId: summary.ImageID,
    state: summary.State,
    createdAtMs: summary.Created,
    finishedAtMs,
    writtenBytes,
    labels: summary.Labels,
    volumeNames: summary.Mounts.filter(({ Type, Name }) => Type === 'volume' && Name !== '').map(
      ({ Name }) => Name,
    ),
    networkRefs: networkRefs(summary),
  };
}

/** Names and ids of the networks it names, connected or not. */
export function networkRefs({ HostConfig, NetworkSettings }: ContainerSummary): readonly string[] {
  const networks = Object.entries(NetworkSettings?.Networks ?? {});
  const refs = networks.flatMap(([name, network]) => [name, network?.NetworkID ?? '']);
  return [...new Set([...refs, HostConfig?.NetworkMode ?? ''])].filter((ref) => ref !== '');
}

/** Of `GET /containers/{id}/json` only the end of its last run. */
export const containerEnd = v.object({ State: v.nullish(v.object({ FinishedAt: time })) });

/** Of `GET /containers/{name}/json` only which container that is. */
export const containerIdentity = v.object({ Id: v.pipe(v.string(), v.nonEmpty()) });
