import { afterEach, describe, expect, test } from 'vitest';
import { optionsOf } from '../../shared/clean-options.ts';
import type { Receipt } from '../../shared/plan.ts';
import type { Pulling } from '../../shared/state.ts';
import { build, importBase } from './build-image.ts';
import { dockerReads } from './docker-reads.ts';
import { dockerEngines, startEngine, type EngineName, type RigEngine } from './engines.ts';
import { openCleaner, type RealCleaner } from './real-cleaner.ts';
import { registryAddress, startRegistry, type Registry } from './registry.ts';

const MB = 1_000_000;
const appTag = `${registryAddress}/team/app:1`;
const movedTag = `${registryAddress}/moved:1`;
const ghostTag = `${registryAddress}/ghost:1`;
const deep = optionsOf('deep');

interface World {
  readonly engine: RigEngine;
  readonly registry: Registry;
  readonly bilge: RealCleaner;
}
const open: World[] = [];
afterEach(async () => {
  for (const { engine, bilge } of open.splice(0)) {
    bilge.close();
    await engine.dispose();
  }
});

async function openWorld(name: EngineName): Promise<World> {
  const engine = await startEngine(name);
  const world = { engine, registry: await startRegistry(engine), bilge: await openCleaner(engine.endpoint) };
  open.push(world);
  await importBase(engine);
  return world;
}

async function buildOf(engine: RigEngine, tag: string, ...layerBytes: readonly number[]): Promise<void> {
  const names = layerBytes.map((_, index) => `layer${index}`);
  await build(engine, {
    dockerfile: ['FROM bb:local', ...names.map((name) => `COPY ${name} /${name}`)].join('\n'),
    files: Object.fromEntries(names.map((name, index) => [name, layerBytes[index] ?? 0])),
    tags: [tag],
  });
}

/** What docker itself shows of an image. */
async function shown(engine: RigEngine, reference: string): Promise<unknown> {
  const format = '{{.Id}} {{json .RepoTags}} {{json .RepoDigests}}';
  const { code, stdout } = await engine.tryDocker(['image', 'inspect', '--format', format, reference]);
  return code === 0 ? stdout.trim() : 'none';
}

async function deepClean(bilge: RealCleaner): Promise<Receipt> {
  const receipt = await bilge.clean(await bilge.plan(deep));
  expect(receipt).toMatchObject({ outcome: 'done', skipped: [] });
  return receipt;
}

const rowsByName = async (bilge: RealCleaner, receipt: Receipt): Promise<Record<string, string>> =>
  Object.fromEntries((await bilge.offers(receipt)).map(({ name, offer }) => [name, offer]));

describe.each(dockerEngines)('images that a deep clean deleted on %s', (name) => {
  const neverPushed =
    name === 'd28c'
      ? { [ghostTag]: 'not-there', 'local:1': 'unreachable' }
      : { [ghostTag]: 'never-pushed', 'local:1': 'never-pushed' };

  test('come back from the registry that has them, and from nowhere else', async () => {
    const { engine, registry, bilge } = await openWorld(name);
    for (const tag of [appTag, movedTag, ghostTag, 'local:1']) await buildOf(engine, tag, 3 * MB, MB);
    await engine.docker(['push', appTag]);
    await engine.docker(['push', movedTag]);
    const app = await shown(engine, appTag);
    const movedDigest = (
      await engine.docker(['image', 'inspect', '--format', '{{index .RepoDigests 0}}', movedTag])
    ).trim();
    const moved = await shown(engine, movedDigest);

    const receipt = await deepClean(bilge);
    // Someone else pushes another image under the tag.
    await importBase(engine);
    await buildOf(engine, movedTag, MB);
    await engine.docker(['push', movedTag]);
    await deepClean(bilge);
    expect(await engine.docker(['image', 'ls', '-aq'])).toBe('');

    const offers = await bilge.offers(receipt);
    expect(Object.fromEntries(offers.map(({ name: image, offer }) => [image, offer]))).toMatchObject({
      [appTag]: 'by-tag',
      [movedTag]: 'by-digest',
      ...neverPushed,
    });

    const told: Pulling[] = [];
    const rows = offers
      .filter(({ offer }) => offer === 'by-tag' || offer === 'by-digest')
      .map(({ row }) => row);
    const results = await bilge.pull(receipt, rows, (pulling) => told.push(pulling));
    expect(results.map(({ result }) => result).sort()).toEqual(['pulled', 'pulled-untagged']);
    expect(told.some((pulling) => pulling.kind === 'pulling' && pulling.doneImages === 1)).toBe(true);

    expect(await shown(engine, appTag)).toBe(app);
    expect(await shown(engine, movedTag)).toBe('none');
    const [movedId] = String(moved).split(' ');
    expect(await shown(engine, movedDigest)).toContain(`${movedId} `);
    expect(await rowsByName(bilge, receipt)).toMatchObject({ [appTag]: 'present', [movedTag]: 'present' });

    await engine.docker(['rmi', appTag, movedDigest]);
    await registry.stop();
    expect(await rowsByName(bilge, receipt)).toMatchObject({
      [appTag]: 'unreachable',
      [movedTag]: 'unreachable',
    });
    expect(await bilge.pull(receipt, rows)).toEqual(rows.map((row) => ({ row, result: 'unreachable' })));

    await startRegistry(engine, { wantsSignIn: true });
    expect(await rowsByName(bilge, receipt)).toMatchObject({ [appTag]: 'sign-in', [movedTag]: 'sign-in' });
    expect(await bilge.pull(receipt, rows)).toEqual(rows.map((row) => ({ row, result: 'sign-in' })));
  });

  test('are not there after a stop in the middle, and come back whole after it', async () => {
    const { engine, bilge } = await openWorld(name);
    await buildOf(engine, appTag, 60 * MB, 60 * MB);
    await engine.docker(['push', appTag]);
    const app = await shown(engine, appTag);
    const receipt = await deepClean(bilge);
    const [offer] = (await bilge.offers(receipt)).filter(({ offer: kind }) => kind === 'by-tag');
    const rows = [offer?.row ?? -1];

    const seen: (readonly [number, number])[] = [];
    const stopped = await bilge.pull(receipt, rows, (pulling, stop) => {
      if (pulling.kind !== 'pulling' || pulling.doneBytes === 0) return;
      seen.push([pulling.doneBytes, pulling.totalBytes]);
      stop();
    });
    expect(stopped).toEqual(rows.map((row) => ({ row, result: 'stopped' })));
    const [doneBytes = 0, totalBytes = 0] = seen[0] ?? [];
    expect(doneBytes).toBeGreaterThan(0);
    expect(doneBytes).toBeLessThan(totalBytes);
    expect(await engine.docker(['image', 'ls', '-aq'])).toBe('');
    expect(await dockerReads(engine, ['system', 'df'])).toMatch(/Images\s+0\s+0\s+/);

    expect(await bilge.pull(receipt, rows)).toEqual(rows.map((row) => ({ row, result: 'pulled' })));
    expect(await shown(engine, appTag)).toBe(app);
    const container = await engine.docker(['create', '--network', 'none', appTag, 'true']);
    const copied = ['cp', `${container.trim()}:/layer1`, '/run/bilge/shared/copied'];
    await engine.docker(copied);
    expect((await engine.run(['stat', '-c', '%s', '/run/bilge/shared/copied'])).trim()).toBe(String(60 * MB));
  });
});

test('Podman asks no registry for anyone: its images are out of reach, and nothing is pulled', async () => {
  const { engine, bilge } = await openWorld('podman');
  await buildOf(engine, appTag, MB);
  await engine.docker(['push', '--tls-verify=false', appTag]);
  const receipt = await deepClean(bilge);
  const offers = await bilge.offers(receipt);
  expect(offers.map(({ name, offer }) => [name, offer])).toContainEqual([appTag, 'unreachable']);
  const [row = -1] = offers.filter(({ name }) => name === appTag).map(({ row: each }) => each);
  expect(await bilge.pull(receipt, [row])).toEqual([{ row, result: 'unreachable' }]);
});
