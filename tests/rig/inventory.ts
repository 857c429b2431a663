/** Everything an engine holds, asked of the engine itself past Bilge and docker: what a clean left is judged by this. */

import type { RigEngine } from './engines.ts';

/** Names and ids, sorted; what never can be deleted (predefined networks) is left out. */
export interface EngineContents {
  readonly containers: readonly string[];
  readonly images: readonly string[];
  readonly records: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
}

export async function contentsOf(engine: RigEngine): Promise<EngineContents> {
  const read = async <T>(path: string): Promise<T> => JSON.parse((await engine.api('GET', path)).body) as T;
  const containers = await read<readonly { readonly Names: readonly string[] }[]>('/containers/json?all=1');
  const images =
    await read<readonly { readonly Id: string; readonly RepoTags: readonly string[] | null }[]>(
      '/images/json?all=1',
    );
  const { BuildCache } = await read<{ readonly BuildCache: readonly { readonly ID: string }[] | null }>(
    '/system/df',
  );
  const { Volumes } = await read<{ readonly Volumes: readonly { readonly Name: string }[] | null }>(
    '/volumes',
  );
  const networks = await read<readonly { readonly Name: string }[]>('/networks');
  return {
    containers: containers.flatMap(({ Names }) => Names).sort(),
    images: images
      .flatMap(({ Id, RepoTags }) => (RepoTags?.length ? RepoTags.map((tag) => `${tag} ${Id}`) : [Id]))
      .sort(),
    records: (BuildCache ?? []).map(({ ID }) => ID).sort(),
    volumes: (Volumes ?? []).map(({ Name }) => Name).sort(),
    networks: networks
      .map(({ Name }) => Name)
      .filter((name) => !['bridge', 'host', 'none'].includes(name))
      .sort(),
  };
}
