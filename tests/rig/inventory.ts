/** Everything an engine holds, asked of the engine itself past Bilge and docker: what a clean left is judged by this. */

import { predefinedNetworks } from './engine-objects.ts';
import type { RigEngine } from './engines.ts';
import { getJson } from './get-json.ts';

/** Names and ids, sorted; what never can be deleted (predefined networks) is left out. */
export interface EngineContents {
  readonly containers: readonly string[];
  readonly images: readonly string[];
  readonly records: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
}

export async function contentsOf(engine: RigEngine): Promise<EngineContents> {
  const containers = await getJson<readonly { readonly Names: readonly string[] }[]>(
    engine,
    '/containers/json?all=1',
  );
  const images = await getJson<
    readonly { readonly Id: string; readonly RepoTags: readonly string[] | null }[]
  >(engine, '/images/json?all=1');
  const { BuildCache } = await getJson<{ readonly BuildCache: readonly { readonly ID: string }[] | null }>(
    engine,
    '/system/df',
  );
  const { Volumes } = await getJson<{ readonly Volumes: readonly { readonly Name: string }[] | null }>(
    engine,
    '/volumes',
  );
  const networks = await getJson<readonly { readonly Name: string }[]>(engine, '/networks');
  return {
    containers: containers.flatMap(({ Names }) => Names).sort(),
    images: images
      .flatMap(({ Id, RepoTags }) => (RepoTags?.length ? RepoTags.map((tag) => `${tag} ${Id}`) : [Id]))
      .sort(),
    records: (BuildCache ?? []).map(({ ID }) => ID).sort(),
    volumes: (Volumes ?? []).map(({ Name }) => Name).sort(),
    networks: networks
      .map(({ Name }) => Name)
      .filter((name) => !predefinedNetworks.includes(name))
      .sort(),
  };
}
