import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bilgeCommand, type BilgeAnswer, type BilgeCommand } from './bilge-command.ts';
import {
  containerOf,
  idsIn,
  importStandIn,
  putRecords,
  putState,
  startBuilder,
  type BuildKitAge,
} from './builder-stand-in.ts';
import { startEngine, type RigEngine } from './engines.ts';

const nodes: readonly (readonly [string, BuildKitAge])[] = [
  ['ci0', '0.17'],
  ['ci1', '0.10'],
  ['other0', '0.11'],
];
const ALL_BYTES = 202_124_612;

describe.each(['d20', 'd28c'] as const)('builders on the command line, on %s', (name) => {
  let rig: RigEngine;
  let bilge: BilgeCommand;

  beforeAll(async () => {
    rig = await startEngine(name);
    bilge = await bilgeCommand();
    await importStandIn(rig);
    for (const [node, age] of nodes) {
      await startBuilder(rig, node);
      await putState(rig, node, 'age', age);
      await putRecords(rig, node, [
        { id: 'base1', sizeBytes: 29_304_612, usedAt: 1_760_000_000 },
        { id: 'step2', parents: ['base1'], sizeBytes: 172_820_000, usedAt: 1_760_000_060 },
      ]);
    }
    await startBuilder(rig, 'stopped0');
    await rig.docker(['stop', containerOf('stopped0')]);
  });
  afterAll(async () => {
    bilge.dispose();
    await rig.dispose();
  });

  const run = (...args: readonly string[]): Promise<BilgeAnswer> =>
    bilge.run([...args, '--host', rig.endpoint]);

  test('df lists them beside the engine’s own cache', async () => {
    const { stdout } = await run('df', '-v');
    expect(stdout).toMatch(/ci0 +running +2 +202MB +202MB/);
    expect(stdout).toMatch(/stopped0 +stopped +\d/);
    const { builders } = JSON.parse((await run('df', '--json')).stdout) as {
      readonly builders: readonly { readonly totalBytes: number | null; readonly isRounded: boolean }[];
    };
    // 29.30 and 172.82 MB is what BuildKit 0.10 tells.
    expect(builders.map(({ totalBytes }) => totalBytes)).toEqual([ALL_BYTES, 202_120_000, ALL_BYTES, null]);
    expect(builders.map(({ isRounded }) => isRounded)).toEqual([false, true, false, false]);
  });

  test('plan shows the nodes of one builder, and deletes nothing', async () => {
    const { stdout, code } = await run('plan', 'cache', '--builder', 'ci', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      plans: [
        { builder: 'ci0', predicted: { diskBytes: { certain: ALL_BYTES } } },
        { builder: 'ci1', predicted: { diskBytes: { certain: 202_120_000 } } },
      ],
    });
    expect(await idsIn(rig, 'ci0')).toHaveLength(2);
  });

  test('clean refuses one that is stopped, and one that nobody said yes to', async () => {
    expect(await run('clean', 'cache', '--builder', 'stopped0', '--yes')).toMatchObject({
      code: 4,
      stdout: '',
    });
    expect(await run('clean', 'cache', '--builder', 'nobody', '--yes')).toMatchObject({
      code: 4,
      stdout: '',
    });
    expect(await run('clean', 'cache', '--builder', 'ci0')).toMatchObject({ code: 4 });
    expect(await idsIn(rig, 'ci0')).toHaveLength(2);
  });

  test('clean takes all that run, one after another, each with a receipt of its name', async () => {
    const cleaned = await run('clean', 'cache', '--builder', 'all', '--yes', '--while-building', '--json');
    expect(cleaned).toMatchObject({ code: 0, stderr: expect.stringContaining('stopped0') as string });
    const told = cleaned.stdout.split('\n').flatMap((line): readonly unknown[] => {
      return line.includes('"event":"receipt"') ? [(JSON.parse(line) as { builder: unknown }).builder] : [];
    });
    expect(told).toEqual(['ci0', 'ci1', 'other0']);
    for (const [node] of nodes) expect(await idsIn(rig, node)).toEqual([]);
    expect((await run('history')).stdout).toMatch(/other0 · /);
  });
});
