/** Fills an engine with what real use leaves behind, in named states. */

import { baseImage, build, importBase, tryBuild } from './build-image.ts';
import type { RigEngine } from './engines.ts';
import { runContainer, runInBackground } from './run-container.ts';

export const states = ['empty', 'small', 'shared', 'failed-build'] as const;
export type State = (typeof states)[number];

/** From an empty engine to the state; 1 to 15 s. */
export async function fill(engine: RigEngine, state: State): Promise<void> {
  await recipes[state](engine);
}

const recipes: Record<State, (engine: RigEngine) => Promise<void>> = {
  empty: async () => undefined,
  async small(engine) {
    await importBase(engine);
    await buildSmallApp(engine, '1');
  },
  async shared(engine) {
    await importBase(engine);
    await buildSharedLayers(engine);
    await retag(engine);
    await runContainers(engine);
    await makeVolumes(engine);
    await makeNetworks(engine);
  },
  async 'failed-build'(engine) {
    await importBase(engine);
    await buildSmallApp(engine, '1');
    await failBuild(engine);
  },
};

/** RUN, a cache mount and a COPY from the context: a layer, a mount, a local source and what holds them together. */
async function buildSmallApp(engine: RigEngine, version: string): Promise<void> {
  const dockerfile = `
FROM ${baseImage}
RUN head -c 3000000 /dev/urandom > /layer
RUN --mount=type=cache,target=/cache head -c 2000000 /dev/urandom > /cache/kept && echo ${version} > /version
COPY file /copied
`;
  await build(engine, { dockerfile, files: { file: 400_000 }, tags: [`small:${version}`] });
}

/** A failing RUN after one that worked: its layer stays in the cache and no image holds it. */
async function failBuild(engine: RigEngine): Promise<void> {
  const dockerfile = `
FROM ${baseImage}
RUN head -c 5000000 /dev/urandom > /lost
RUN head -c 1000000 /dev/urandom > /never-kept && false
`;
  const { code } = await tryBuild(engine, { dockerfile, tags: ['failed:1'] });
  if (code === 0) throw new Error('the build that must fail did not');
}

/** Two images on one, one of them under three names in two repositories. */
async function buildSharedLayers(engine: RigEngine): Promise<void> {
  const library = `FROM ${baseImage}\nRUN head -c 4000000 /dev/urandom > /library\n`;
  await build(engine, { dockerfile: library, tags: ['library:1'] });
  for (const [name, bytes] of Object.entries({ first: 1_500_000, second: 2_500_000 })) {
    const dockerfile = `FROM library:1\nLABEL app=${name}\nCOPY data /data\nRUN head -c 700000 /dev/urandom > /${name}\n`;
    await build(engine, { dockerfile, files: { data: bytes }, tags: [`${name}:1`] });
  }
  await engine.docker(['tag', 'first:1', 'first:latest']);
  await engine.docker(['tag', 'first:1', 'elsewhere/first:stable']);
}

/** The same tag built twice: the first image is left dangling where the store keeps such images. */
async function retag(engine: RigEngine): Promise<void> {
  const dockerfile = `FROM ${baseImage}\nARG VERSION\nRUN echo "$VERSION" && head -c 1200000 /dev/urandom > /moved\n`;
  for (const VERSION of ['1', '2']) await build(engine, { dockerfile, args: { VERSION }, tags: ['moved:1'] });
}

/** One that ran and wrote, one that runs, one never started; the second holds an anonymous volume. */
async function runContainers(engine: RigEngine): Promise<void> {
  await runContainer(engine, 'stopped', ['second:1', 'sh', '-c', 'head -c 600000 /dev/urandom > /written']);
  const wait = 'head -c 300000 /dev/urandom > /data-volume/used; exec sleep 100000';
  await runInBackground(engine, 'running', ['--volume', '/data-volume', baseImage, 'sh', '-c', wait]);
  await engine.docker(['create', '--network', 'none', '--name', 'created', 'first:1', 'true']);
}

/** A named one with content, and an anonymous one that its container left behind. */
async function makeVolumes(engine: RigEngine): Promise<void> {
  await engine.docker(['volume', 'create', 'precious']);
  for (const [volume, bytes] of [
    ['precious:/mnt', 900_000],
    ['/mnt', 800_000],
  ] as const) {
    const write = `head -c ${bytes} /dev/urandom > /mnt/content`;
    await runContainer(engine, 'writer', ['--volume', volume, baseImage, 'sh', '-c', write]);
    await engine.docker(['rm', 'writer']);
  }
}

/** One that nobody uses, one that a stopped container names. */
async function makeNetworks(engine: RigEngine): Promise<void> {
  await engine.docker(['network', 'create', 'idle']);
  await engine.docker(['network', 'create', 'named']);
  await engine.docker(['create', '--name', 'on-named', '--network', 'named', baseImage, 'true']);
}
