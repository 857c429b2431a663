import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choicesOf } from '../../shared/clean-options.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import { bilgeCommand, type BilgeAnswer, type BilgeCommand } from './bilge-command.ts';
import { baseImage, build, importBase } from './build-image.ts';
import { startEngine, type RigEngine } from './engines.ts';
import { contentsOf } from './inventory.ts';
import { runContainer } from './run-container.ts';

/** One that has BuildKit's cache only in a whole df, and one with a cheap reading. */
describe.each(['d20', 'd28'] as const)('on %s, against what docker itself lists', (name) => {
  let engine: RigEngine;
  let bilge: BilgeCommand;

  beforeAll(async () => {
    engine = await startEngine(name);
    bilge = await bilgeCommand();
    await importBase(engine);
    for (const version of ['1', '2', '3']) await buildVersion(version);
    await engine.docker(['tag', 'shop:3', 'shop:latest']);
  });
  afterAll(async () => {
    bilge.dispose();
    await engine.dispose();
  });

  /** Images made in the same second are equally new: waits for the engine's next one. */
  async function nextSecond(): Promise<void> {
    const now = async (): Promise<string> => {
      const { body } = await engine.api('GET', '/info');
      return (JSON.parse(body) as { readonly SystemTime: string }).SystemTime.slice(0, 19);
    };
    const began = await now();
    while ((await now()) === began);
  }
  async function buildVersion(version: string): Promise<void> {
    await nextSecond();
    const dockerfile = `
FROM ${baseImage}
LABEL stage=v${version}
RUN --mount=type=cache,target=/npm head -c 900000 /dev/urandom > /npm/${version} && head -c 1000000 /dev/urandom > /a
COPY data /data
`;
    await build(engine, { dockerfile, files: { data: 300_000 }, tags: [`shop:${version}`] });
  }

  const run = (command: string, ...options: readonly string[]): Promise<BilgeAnswer> =>
    bilge.run([command, ...options, '--host', engine.endpoint]);
  /** Cleans, and answers what docker no longer lists. */
  async function goneWith(...options: readonly string[]): Promise<readonly string[]> {
    const before = await listed();
    const answer = await run('clean', ...options, '--yes', '--while-building');
    expect(answer, options.join(' ')).toMatchObject({ code: 0, stderr: '' });
    const after = new Set(await listed());
    return before.filter((line) => !after.has(line));
  }
  /** Images by tag, containers, networks and volumes, as docker prints them. */
  async function listed(): Promise<readonly string[]> {
    const lists = await Promise.all([
      engine.docker(['images', '--format', 'image {{.Repository}}:{{.Tag}}']),
      engine.docker(['ps', '-a', '--format', 'container {{.Names}}']),
      engine.docker(['network', 'ls', '--format', 'network {{.Name}}']),
      engine.docker(['volume', 'ls', '--format', 'volume {{.Name}}']),
    ]);
    return lists.flatMap((list) => list.split('\n').filter((line) => line !== '')).sort();
  }
  async function records(): Promise<readonly { readonly Type: string; readonly Size: number }[]> {
    const { body } = await engine.api('GET', '/system/df');
    return (JSON.parse(body) as { BuildCache: { Type: string; Size: number }[] | null }).BuildCache ?? [];
  }

  test('a plan deletes nothing, and lists what goes and what stays', async () => {
    const before = await contentsOf(engine);
    const { code, stdout } = await run('plan', 'deep', '-v');
    expect(code).toBe(0);
    expect(stdout).toContain('shop:1');
    expect((await run('plan', 'cache')).stdout).toMatch(/shared with an image, probably held by .*shop:/);
    expect((await run('plan', 'cache', '-v')).stdout).toMatch(/RUN head .* probably held by shop:\d/);
    expect(await contentsOf(engine)).toEqual(before);
    const document = (await bilge.json(['plan', 'quick', '--host', engine.endpoint])) as {
      readonly items: readonly unknown[];
      readonly kept: readonly { readonly kind: string; readonly why: string }[];
    };
    expect(document.items).toEqual([]);
    expect(document.kept).toContainEqual(expect.objectContaining({ kind: 'record', why: 'cache-mount' }));
  });

  test('--only takes one kind, --older-than nothing that is young', async () => {
    await engine.docker(['network', 'create', 'idle']);
    await engine.docker(['create', '--network', 'none', '--name', 'ended', baseImage, 'true']);
    expect(await goneWith('deep', '--only', 'networks', '--older-than', '1h')).toEqual([]);
    expect(await goneWith('deep', '--only', 'networks')).toEqual(['network idle']);
    expect(await goneWith('deep', '--only', 'containers')).toEqual(['container ended']);
  });

  test('--label, --name and --project take what bears them, and leave the cache alone', async () => {
    for (const project of ['one', 'two']) {
      const labels = ['--label', `com.docker.compose.project=${project}`, '--label', `of=${project}`];
      await engine.docker(['network', 'create', ...labels, `${project}_net`]);
      await engine.docker([
        'create',
        '--network',
        'none',
        '--name',
        `${project}-web`,
        ...labels,
        baseImage,
        'true',
      ]);
    }
    const before = (await records()).length;
    expect(await goneWith('deep', '--label', 'of=one', '--name', '*-web')).toEqual(['container one-web']);
    expect(await goneWith('deep', '--project', 't*')).toEqual(['container two-web', 'network two_net']);
    expect(await goneWith('deep', '--label', 'stage=v1')).toEqual(['image shop:1']);
    expect((await records()).length).toBe(before);
    await engine.docker(['network', 'rm', 'one_net']);
  });

  test('--keep-images keeps the newest of each repository, --protect what it names', async () => {
    const images = ['deep', '--only', 'images', '--protect', `image:${baseImage}`] as const;
    expect(await goneWith(...images, '--keep-images', '2')).toEqual([]);
    expect(await goneWith(...images, '--keep-images', '1')).toEqual(['image shop:2']);
    expect(await goneWith(...images, '--protect', 'label:stage=v3')).toEqual([]);
    expect(await goneWith(...images)).toEqual(['image shop:3', 'image shop:latest']);
  });

  test('--only cache-mounts takes those alone; --keep-storage leaves so much of the rest', async () => {
    const mounts = (await records()).filter(({ Type }) => Type === 'exec.cachemount');
    const others = (await records()).length - mounts.length;
    expect(mounts.length).toBeGreaterThan(0);
    expect(await goneWith('quick', '--only', 'cache-mounts', '--older-than', '0s')).toEqual([]);
    expect((await records()).filter(({ Type }) => Type === 'exec.cachemount')).toEqual([]);
    expect((await records()).length).toBe(others);

    expect(await goneWith('deep', '--only', 'cache', '--keep-storage', '2MB')).toEqual([]);
    const left = (await records()).reduce((sum, { Size }) => sum + Size, 0);
    expect(left).toBeLessThanOrEqual(2_000_000);
    expect(left).toBeGreaterThan(500_000);
  });

  test('--volumes takes anonymous ones, --volume the one that was named', async () => {
    await engine.docker(['volume', 'create', 'precious']);
    await engine.docker(['volume', 'create', 'other']);
    await runContainer(engine, 'writer', ['--volume', '/mnt', '--volume', 'precious:/p', baseImage, 'true']);
    const missing = await run('clean', 'cache', '--volume', 'nowhere', '--yes', '--while-building');
    expect(missing).toMatchObject({ code: 4, stderr: 'There is no volume nowhere. Nothing was deleted.\n' });
    const used = await run('clean', 'cache', '--volume', 'precious', '--yes', '--while-building');
    expect(used).toMatchObject({
      code: 4,
      stderr: 'Volume precious cannot go: in use. Nothing was deleted.\n',
    });
    await engine.docker(['rm', 'writer']);

    const narrow = ['--name', 'nothing-is-called-so'] as const;
    expect(await goneWith('deep', ...narrow, '--volume', 'precious')).toEqual(['volume precious']);
    expect(await goneWith('deep', '--only', 'networks')).toEqual([]);
    const anonymous = await goneWith('deep', '--only', 'volumes', '--volumes');
    expect(anonymous).toEqual([expect.stringMatching(/^volume [0-9a-f]{64}$/)]);
    expect(await listed()).toContain('volume other');
  });

  test('a saved preset goes by its name, and keeps what the settings protect', async () => {
    const saved = {
      id: 'custom-1',
      name: 'Idle networks',
      choices: { ...choicesOf('deep'), kinds: ['network'] },
    };
    const config = join(bilge.home, 'config');
    mkdirSync(config, { recursive: true });
    writeFileSync(
      join(config, 'settings.json'),
      JSON.stringify({
        ...settingsDefaults,
        presets: [saved],
        protectRules: [{ kind: 'name', pattern: 'keep-*' }],
      }),
    );
    for (const network of ['keep-this', 'not-this']) await engine.docker(['network', 'create', network]);
    expect(await goneWith('idle NETWORKS')).toEqual(['network not-this']);
    const { stdout } = await run('history', '--csv');
    expect(stdout).toContain(',Idle networks,command-line,done,');
  });

  test('nothing goes while the settings, and so the rules in them, cannot be read', async () => {
    const settings = join(bilge.home, 'config', 'settings.json');
    mkdirSync(join(bilge.home, 'config'), { recursive: true });
    writeFileSync(settings, '{"protectRules":[');
    const before = await listed();
    const { code, stderr } = await run('clean', 'deep', '--yes', '--while-building');
    expect(code).toBe(4);
    expect(stderr).toContain('Nothing was deleted.');
    expect(await listed()).toEqual(before);
    rmSync(settings);
  });
});
