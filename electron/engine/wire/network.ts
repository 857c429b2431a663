/** Networks: the list, and who is connected. */

import * as v from 'valibot';
import type { Network } from '../../../shared/usage.ts';
import { list, text, textMap, time } from './json-fields.ts';

export const networkItem = v.object({
  Name: v.pipe(v.string(), v.nonEmpty()),
  Id: v.pipe(v.string(), v.nonEmpty()),
  Created: time,
  Labels: textMap,
  Scope: text,
  Ingress: v.nullish(v.boolean()),
  /** Filled by `GET /networks/{id}` alone; the list leaves it empty. */
  Containers: v.nullish(v.record(v.string(), v.unknown())),
});
export type NetworkItem = v.InferOutput<typeof networkItem>;

export const networkList = list(networkItem);

/** The engine makes these itself; `nat` on Windows engines, `podman` on Podman, the last two in a swarm. */
const predefined: ReadonlySet<string> = new Set([
  'bridge',
  'host',
  'none',
  'nat',
  'podman',
  'docker_gwbridge',
  'ingress',
]);

export function networkFrom(item: NetworkItem, containerIds: readonly string[]): Network {
  return {
    id: item.Id,
    name: item.Name,
    isPredefined: isPredefined(item),
    createdAtMs: item.Created ?? 0,
    labels: item.Labels,
    containerIds,
  };
}

export function isPredefined({ Name, Ingress }: NetworkItem): boolean {
  return predefined.has(Name) || Ingress === true;
}
