/** The states hold what they promise, on every engine: tests elsewhere rely on it. */

import { afterEach, describe, expect, it } from 'vitest';
import { dockerReads } from './docker-reads.ts';
import { allEngines, dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { getJson } from './get-json.ts';
import { fill } from './fill.ts';

const open: RigEngine[] = [];
const started = async (name: (typeof allEngines)[number]): Promise<RigEngine> => {
  const engine = await startEngine(name);
  open.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.dispose();
});

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe.each(allEngines)('%s', (name) => {
  it('shared: images, containers, volumes and networks of every kind', async () => {
    const engine = await started(name);
    await fill(engine, 'shared');
    const ids = lines(await engine.docker(['ps', '-aq']));
    const containers = lines(
      await engine.docker(['inspect', '--format', '{{.Name}} {{.State.Status}}', ...ids]),
    );
    expect(containers.map((line) => line.replace(/^\//, '')).sort()).toEqual([
      'created created',
      'on-named created',
      'running running',
      'stopped exited',
    ]);
    expect(lines(await engine.docker(['volume', 'ls', '-q']))).toHaveLength(3);
    const networks = lines(await engine.docker(['network', 'ls', '--format', '{{.Name}}']));
    expect(networks).toEqual(expect.arrayContaining(['idle', 'named']));
    const tags = lines(await engine.docker(['images', '--format', '{{.Repository}}:{{.Tag}}']));
    expect(tags.filter((tag) => tag.includes('first:'))).toHaveLength(3);
    const dangling = lines(await engine.docker(['images', '-q', '--filter', 'dangling=true']));
    // The containerd store forgets an image with its last name.
    expect(dangling.length > 0).toBe(name !== 'd28c');
  });
});

describe.each(dockerEngines)('%s', (name) => {
  it('failed-build: the lost layer is in the build cache', async () => {
    const engine = await started(name);
    await fill(engine, 'failed-build');
    const { BuildCache: cache } = await getJson<{
      readonly BuildCache: readonly {
        readonly Type: string;
        readonly Size: number;
        readonly Shared: boolean;
      }[];
    }>(engine, '/system/df');
    const lost = cache.find(
      (record) => record.Type === 'regular' && record.Size === (name === 'd28c' ? 5_017_600 : 5_000_000),
    );
    // The containerd store calls a layer shared although no image holds it.
    expect(lost?.Shared).toBe(name === 'd28c');
    expect(cache.map((record) => record.Type)).toEqual(
      expect.arrayContaining(['exec.cachemount', 'source.local']),
    );
  });

  it('a twin holds the same images, cache and stopped containers under the same id', async () => {
    const engine = await started(name);
    await fill(engine, 'shared');
    const before = lines(await engine.docker(['images', '-aq', '--no-trunc'])).sort();
    const twin = await engine.startTwin();
    open.push(twin);
    const seen = async (one: RigEngine): Promise<unknown[]> => [
      lines(await one.docker(['images', '-aq', '--no-trunc'])).sort(),
      (await dockerReads(one, ['system', 'df', '--format', '{{json .}}'])).trim(),
      (await one.docker(['info', '--format', '{{.ID}}'])).trim(),
    ];
    const [mine, theirs] = [await seen(engine), await seen(twin)];
    expect(theirs).toEqual(mine);
    expect(mine[0]).toEqual(before);
  });
});
