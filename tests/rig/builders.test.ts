import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cleaner } from '../../electron/core/cleaning/cleaner.ts';
import {
  EngineError,
  NoBuildctl,
  type Builders,
  type Engine,
  type FoundBuilder,
} from '../../electron/core/ports/engine.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openHost } from '../../electron/host/open-host.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import type { Plan, Receipt } from '../../shared/plan.ts';
import { baseImage } from './build-image.ts';
import {
  containerOf,
  dropState,
  idsIn,
  importStandIn,
  putRecords,
  putState,
  startBuilder,
  volumeOf,
  type BuildKitAge,
  type StandInRecord,
} from './builder-stand-in.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { defaultGuard } from './real-cleaner.ts';
import { runInBackground } from './run-container.ts';

const ages: readonly (readonly [BuildKitAge, string])[] = [
  ['0.10', 'rig10'],
  ['0.11', 'rig11'],
  ['0.17', 'rig0'],
];
const LONG_AGO = 1_760_000_000;
/** A chain, a leaf of its own, and what a build holds. */
const records: readonly StandInRecord[] = [
  {
    id: 'base1',
    sizeBytes: 29_300_000,
    usedAt: LONG_AGO,
    description: 'pulled from docker.io/library/alpine',
  },
  { id: 'step2', parents: ['base1'], sizeBytes: 172_820_000, usedAt: LONG_AGO + 60 },
  { id: 'step3', parents: ['step2'], sizeBytes: 4_100, description: '[2/2] COPY "a" /b' },
  {
    id: 'mount4',
    type: 'exec.cachemount',
    sizeBytes: 512,
    usedAt: LONG_AGO + 90,
    description: 'cached mount /root/.npm',
  },
  { id: 'held5', isInUse: true, sizeBytes: 1_000_000, usedAt: LONG_AGO },
];
const listed = ['base1', 'mount4', 'step2', 'step3'];

describe.each(dockerEngines)('buildx builders on %s', (name) => {
  let rig: RigEngine;
  let engine: Engine;
  let builders: Builders;
  let cleaner: Cleaner;
  let home: string;

  beforeAll(async () => {
    rig = await startEngine(name);
    await importStandIn(rig);
    for (const [age, node] of ages) {
      await startBuilder(rig, node);
      await putState(rig, node, 'age', age);
    }
    await startBuilder(rig, 'stopped0');
    await rig.docker(['stop', containerOf('stopped0')]);
    home = mkdtempSync(join(tmpdir(), 'bilge-builders-'));
    process.env['BILGE_HOME'] = home;
    engine = openEngine(parseEndpoint(rig.endpoint));
    if (engine.builders === undefined) throw new Error('an engine has builders');
    builders = engine.builders;
    cleaner = new Cleaner(
      openHost({ holdsProcess: true }),
      () => defaultGuard,
      () => undefined,
    );
  });
  afterAll(async () => {
    engine.close();
    await rig.dispose();
    rmSync(home, { recursive: true });
  });

  async function found(node: string): Promise<FoundBuilder> {
    const builder = (await builders.list()).find((each) => each.name === node);
    if (builder === undefined) throw new Error(`${node} was not found`);
    return builder;
  }
  const opened = async (node: string): Promise<Engine> => builders.open(await found(node));
  const planOf = async (node: string): Promise<Plan> =>
    cleaner.createPlan(await opened(node), optionsOf('cache'));
  async function clean({ id }: Plan): Promise<Receipt> {
    const answer = await cleaner.run(id, { source: 'command-line', buildWaitMs: undefined });
    if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
    return answer.receipt;
  }
  const failureOf = async (node: string): Promise<unknown> =>
    (await opened(node)).readCache().catch((error: unknown) => error);

  test('are seen, running or not, with the volumes of their state', async () => {
    expect(await builders.list()).toEqual(
      ['rig0', 'rig10', 'rig11', 'stopped0'].map((node) => ({
        name: node,
        containerId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        isRunning: node !== 'stopped0',
        volumeName: volumeOf(node),
        lastUsedAtMs: undefined,
      })),
    );
    const { volumes } = await engine.readInventory('full');
    expect(volumes.find((volume) => volume.name === volumeOf('stopped0'))?.sizeBytes).toBeDefined();
    expect(await failureOf('stopped0')).toMatchObject({ kind: 'refused' });
  });

  test.each(ages)('BuildKit %s: measured, planned, pruned by id, measured again', async (age, node) => {
    await putRecords(rig, node, records);
    const before = await (await opened(node)).readCache();
    expect(before.isRounded).toBe(age === '0.10');
    expect(before.records.map(({ id, sizeBytes }) => [id, sizeBytes])).toEqual(
      records.map(({ id, sizeBytes }) => [id, sizeBytes]),
    );
    expect(before.records.find(({ id }) => id === 'step3')).toMatchObject({
      parentIds: ['step2'],
      description: '[2/2] COPY "a" /b',
      lastUsedAtMs: undefined,
      isInUse: false,
    });
    const plan = await planOf(node);
    expect(plan.items.map(({ id }) => id).sort()).toEqual(listed);
    expect(plan.engine.builder).toEqual({ name: node, containerId: (await found(node)).containerId });

    const receipt = await clean(plan);
    expect(receipt).toMatchObject({ outcome: 'done', skipped: [], engineBytes: 202_124_612 });
    expect(receipt.engine?.builder?.name).toBe(node);
    expect(receipt.deleted.map(({ id }) => id).sort()).toEqual(listed);
    expect(await idsIn(rig, node)).toEqual(['held5']);
    expect((await (await opened(node)).readCache()).records.map(({ id }) => id)).toEqual(['held5']);
  });

  test.each(ages)('BuildKit %s: what was made, used or taken up since the plan stays', async (_age, node) => {
    await putRecords(rig, node, records);
    const plan = await planOf(node);
    const nowAt = Math.floor(Date.now() / 1000);
    await putRecords(rig, node, [
      ...records.map((record) => {
        if (record.id === 'mount4') return { ...record, usedAt: nowAt };
        return record.id === 'step3' ? { ...record, isInUse: true } : record;
      }),
      { id: 'late6', usedAt: nowAt },
    ]);
    const receipt = await clean(plan);
    expect(receipt).toMatchObject({ outcome: 'partly', deleted: [] });
    expect(Object.fromEntries(receipt.skipped.map(({ id, why }) => [id, why]))).toMatchObject({
      mount4: 'changed',
      step3: 'in-use',
    });
    expect(await idsIn(rig, node)).toContain('late6');
    expect(await idsIn(rig, node)).toHaveLength(6);
  });

  test('one that was made anew under its name refuses the plan of the one before', async () => {
    await putRecords(rig, 'rig0', records);
    const plan = await planOf('rig0');
    await rig.docker(['rm', '--force', containerOf('rig0')]);
    await startBuilder(rig, 'rig0');
    expect(await clean(plan)).toMatchObject({ outcome: 'refused', problem: 'engine-changed', deleted: [] });
    expect(await idsIn(rig, 'rig0')).toHaveLength(5);
  });

  test('Stop lets the call under way come to its end, and begins no other', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ id: `r${index}`, usedAt: LONG_AGO + index }));
    await putRecords(rig, 'rig0', many);
    await putState(rig, 'rig0', 'slow', '0.02');
    const plan = await planOf('rig0');
    const ending = clean(plan);
    while ((await idsIn(rig, 'rig0')).length === 60);
    cleaner.stop();
    const receipt = await ending;
    await dropState(rig, 'rig0', 'slow');
    const left = await idsIn(rig, 'rig0');
    expect(receipt.outcome).toBe('stopped');
    expect(receipt.deleted.length + receipt.skipped.length).toBe(60);
    expect(receipt.deleted.map(({ id }) => id).sort()).toEqual(
      many
        .map(({ id }) => id)
        .filter((id) => !left.includes(id))
        .sort(),
    );
  });

  test('what a hostile builder prints is a bad reply, and costs nothing else', async () => {
    for (const text of [
      'garbage',
      '\u001b[2J\u001b]0;owned\u0007',
      '[{"id":"x; rm -rf /","inUse":false,"shared":false}]',
      '[{"id":"a1","inUse":false,"shared":false},{"id":"a1","inUse":false,"shared":false}]',
      '[{"id":"a1"}]',
    ]) {
      await putState(rig, 'rig0', 'verbatim', text);
      expect(await failureOf('rig0'), text).toMatchObject({ kind: 'bad-reply' });
    }
    await putState(rig, 'rig0', 'exit', '1');
    expect(await failureOf('rig0')).toMatchObject({ kind: 'bad-reply' });
    await putState(rig, 'rig0', 'verbatim', 'x'.repeat(1_000_000));
    await putState(rig, 'rig0', 'endless', 'x'.repeat(1_000_000));
    expect(await failureOf('rig0')).toMatchObject({ kind: 'bad-reply' });
    for (const file of ['endless', 'verbatim', 'exit']) await dropState(rig, 'rig0', file);
    expect((await (await opened('rig0')).readCache()).records.length).toBeGreaterThan(0);
  });

  test('a container of such a name without any buildctl says so', async () => {
    await startBuilder(rig, 'bare0', baseImage);
    const failure = await failureOf('bare0');
    expect(failure).toBeInstanceOf(NoBuildctl);
    expect(failure).toBeInstanceOf(EngineError);
    await rig.docker(['rm', '--force', containerOf('bare0')]);
  });

  test('nothing is ever run in another container', async () => {
    await runInBackground(rig, 'bystander', [baseImage, 'sleep', '100000']);
    const [{ containerId } = { containerId: '' }] = await builders.list();
    const id = (await rig.docker(['inspect', '--format', '{{.Id}}', 'bystander'])).trim();
    expect((await builders.list()).map(({ name: node }) => node)).not.toContain('bystander');
    // Its name is a builder's, its id the bystander's: what is made in the one is never started as the other.
    await expect(builders.open({ name: 'rig0', containerId: id }).readCache()).rejects.toMatchObject({
      kind: 'gone',
    });
    expect(containerId).not.toBe(id);
  });
});
