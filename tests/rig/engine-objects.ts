/** Every object of an engine with all of it that should not change by itself, asked past Bilge and docker. */

import { itemKey } from '../../electron/core/cleaning/clean-scope.ts';
import type { ItemKind } from '../../shared/clean-options.ts';
import type { RigEngine } from './engines.ts';
import { getJson } from './get-json.ts';

/** By `itemKey`; the values are to be compared, not read. */
export type EngineObjects = ReadonlyMap<string, unknown>;

interface DiskUsage {
  readonly BuildCache: readonly BuildRecord[] | null;
  readonly Volumes: readonly VolumeUsage[] | null;
}
interface BuildRecord {
  readonly ID: string;
  readonly Type: string;
  readonly Size: number;
  readonly Description: string;
  readonly CreatedAt: string;
  readonly Parent?: string;
  readonly ' Parents'?: readonly string[];
}
interface VolumeUsage {
  readonly Name: string;
  readonly Driver: string;
  readonly Labels: unknown;
  readonly CreatedAt: string;
  readonly UsageData: { readonly Size: number } | null;
}
interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly ImageID: string;
  readonly State: string;
  readonly Labels: unknown;
  readonly SizeRw?: number;
  readonly Mounts: readonly { readonly Name?: string }[];
}
interface ImageSummary {
  readonly Id: string;
  readonly ParentId: string;
  readonly RepoTags: readonly string[] | null;
  readonly RepoDigests: readonly string[] | null;
  readonly Created: number;
  readonly Size: number;
  readonly Labels: unknown;
}
interface NetworkSummary {
  readonly Id: string;
  readonly Name: string;
  readonly Labels: unknown;
}

/** Part of every engine: nobody can delete them. */
export const predefinedNetworks: readonly string[] = ['bridge', 'host', 'none'];

/** Uses and users (last use, reference counts, what is shared) are left out: a clean changes those of what stays. */
export async function objectsOf(engine: RigEngine): Promise<EngineObjects> {
  const { BuildCache, Volumes } = await getJson<DiskUsage>(engine, '/system/df');
  const containers = await getJson<readonly ContainerSummary[]>(engine, '/containers/json?all=1&size=1');
  const images = await getJson<readonly ImageSummary[]>(engine, '/images/json?all=1');
  const networks = await getJson<readonly NetworkSummary[]>(engine, '/networks');
  return new Map([
    ...containers.map(({ Id, Names, ImageID, State, Labels, SizeRw, Mounts }) =>
      entry('container', Id, {
        Names,
        ImageID,
        State,
        Labels,
        SizeRw,
        volumes: Mounts.map(({ Name }) => Name),
      }),
    ),
    ...images.map(({ Id, ParentId, RepoTags, RepoDigests, Created, Size, Labels }) =>
      entry('image', Id, {
        ParentId,
        tags: sorted(RepoTags),
        digests: sorted(RepoDigests),
        Created,
        Size,
        Labels,
      }),
    ),
    ...(BuildCache ?? []).map(({ ID, Type, Size, Description, CreatedAt, ...record }) => {
      const parents = sorted(record[' Parents'] ?? (record.Parent ? [record.Parent] : []));
      return entry('record', ID, { Type, Size, Description, CreatedAt, parents });
    }),
    ...networks
      .filter(({ Name }) => !predefinedNetworks.includes(Name))
      .map(({ Id, Name, Labels }) => entry('network', Id, { Name, Labels })),
    ...(Volumes ?? []).map(({ Name, Driver, Labels, CreatedAt, UsageData }) =>
      entry('volume', Name, { Driver, Labels, CreatedAt, size: UsageData?.Size }),
    ),
  ]);
}

function entry(kind: ItemKind, id: string, facts: unknown): readonly [string, unknown] {
  return [itemKey(kind, id), facts];
}

function sorted(names: readonly string[] | null): readonly string[] {
  return [...(names ?? [])].sort();
}
