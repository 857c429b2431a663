import { beforeEach, describe, expect, test } from 'vitest';
import { EngineError, NoBuildctl, type FoundBuilder } from '../../electron/core/ports/engine.ts';
import type { UnfinishedClean } from '../../electron/core/ports/host.ts';
import type { BuilderRow } from '../../shared/builders.ts';
import type { PlanSummary } from '../../shared/plan-sheet.ts';
import type { EngineIdentity } from '../../shared/plan.ts';
import { settled } from '../fakes/fake-clock.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';
import { aRunningCore, type RunningCore } from './a-running-core.ts';
import { aVolume } from './an-inventory.ts';
import { planOf } from './cleaning/plan-of.ts';
import { aRecord } from './usage/arbitrary-records.ts';

const found = (name: string, given: Partial<FoundBuilder> = {}): FoundBuilder => ({
  name,
  containerId: `id of ${name}`,
  isRunning: true,
  volumeName: `buildx_buildkit_${name}_state`,
  lastUsedAtMs: undefined,
  ...given,
});

let core: RunningCore;
let listed: FoundBuilder[];
/** The cache of the one that runs. */
let cache: MemoryEngine;

/** What `builders.open` gives, on the engine that the core has open. */
function builderOf(identity: EngineIdentity): MemoryEngine {
  const records = [
    aRecord({ id: 'held', sizeBytes: 5, isShared: true }),
    aRecord({ id: 'free', sizeBytes: 70 }),
    aRecord({ id: 'leaf', sizeBytes: 30, parentIds: ['free'] }),
  ];
  const builder = new MemoryEngine({ records, images: [], containers: [], volumes: [], networks: [] });
  builder.identityNow = { ...identity, builder: { name: 'multi0', containerId: 'id of multi0' } };
  return builder;
}

function addBuilders({ engines }: RunningCore): void {
  cache = builderOf(engines.first.identityNow);
  listed = [found('idle0', { isRunning: false, lastUsedAtMs: 99 }), found('multi0')];
  engines.first.builders = { list: async () => listed, open: () => cache };
}

beforeEach(async () => {
  core = await aRunningCore();
  addBuilders(core);
});

const list = (measures: boolean) => core.bilge.commands.builders.list(measures);
async function rows(measures: boolean): Promise<readonly BuilderRow[]> {
  return (await list(measures)).builders;
}
async function plan(): Promise<PlanSummary> {
  const row = (await rows(false)).find(({ name }) => name === 'multi0')?.row ?? -1;
  const answer = await core.bilge.commands.builders.plan(row);
  if (answer.kind !== 'plan') throw new Error(`no plan: ${answer.kind}`);
  return answer.plan;
}

describe('the builders of an engine', () => {
  test('are listed without being asked, and measured when that is wished', async () => {
    expect(await rows(false)).toMatchObject([
      { name: 'idle0', state: 'stopped', cache: undefined, problem: undefined, lastUsedAtMs: 99 },
      { name: 'multi0', state: 'running', cache: undefined, problem: undefined },
    ]);
    expect(cache.calls).toEqual([]);
    expect((await rows(true))[1]?.cache?.value).toEqual({
      recordCount: 3,
      totalBytes: 105,
      freesBytes: 100,
      isRounded: false,
    });
    // What was measured is remembered.
    expect((await rows(false))[1]?.cache?.value.totalBytes).toBe(105);
  });

  test('make one total with the engine’s own cache', async () => {
    const { engineCache, totalBytes } = await list(true);
    expect(engineCache?.value).toEqual({ recordCount: 1, totalBytes: 1, freesBytes: 1 });
    expect(totalBytes).toBe(106);
  });

  test.each<[EngineError, BuilderRow['problem']]>([
    [new NoBuildctl(), 'no-buildctl'],
    [new EngineError('bad-reply', ''), 'bad-reply'],
    [new EngineError('timed-out', ''), 'timed-out'],
  ])('that cannot be measured say why: %s', async (error, problem) => {
    cache.onCall = () => {
      throw error;
    };
    expect((await rows(true))[1]).toMatchObject({ cache: undefined, problem });
  });

  test('have the sizes of their volumes as they were last measured', async () => {
    const { first } = core.engines;
    const volume = aVolume({ name: 'buildx_buildkit_idle0_state', sizeBytes: 7_000 });
    first.inventory = { ...first.inventory, volumes: [volume] };
    await core.bilge.monitor.refresh();
    expect((await rows(false)).map(({ stateBytes }) => stateBytes)).toEqual([7_000, undefined]);
    first.inventory = { ...first.inventory, volumes: [{ ...volume, sizeBytes: undefined }] };
    await core.bilge.monitor.refresh();
    expect((await rows(false))[0]?.stateBytes).toBe(7_000);
  });

  test('keep their rows, and one that was made anew under its name gets another', async () => {
    const [, before] = await rows(true);
    listed = [found('multi0', { containerId: 'another' })];
    const [after] = await rows(false);
    expect(after).toMatchObject({ name: 'multi0', cache: undefined });
    expect(after?.row).not.toBe(before?.row);
    listed = [found('multi0')];
    expect((await rows(false))[0]?.row).toBe(before?.row);
  });

  test('are none where no engine is open, nor on an engine that has none', async () => {
    await core.bilge.openEngine('second');
    expect(await list(true)).toMatchObject({ builders: [] });
    expect(await core.bilge.commands.builders.plan(0)).toEqual({ kind: 'nothing-to-clean' });
  });
});

describe('a plan of the cache of one builder', () => {
  test('runs as any other, and its receipt names the builder', async () => {
    const { id, builderName, canCleanAtOnce, groups } = await plan();
    expect({ builderName, canCleanAtOnce }).toEqual({ builderName: 'multi0', canCleanAtOnce: false });
    expect(groups).toMatchObject([{ kind: 'record', count: 2, freesBytes: 100 }]);
    await core.bilge.commands.cleaning.execute(id, true, '');
    await settled();
    expect(cache.inventory.records.map((record) => record.id)).toEqual(['held']);
    expect(core.engines.first.inventory.records).toHaveLength(1);
    expect(core.bilge.store.state.lastReceipt).toMatchObject({
      builderName: 'multi0',
      engineBytes: 100,
      outcome: 'done',
    });
    expect(core.journal.finished[0]?.engine?.builder?.name).toBe('multi0');
    expect(core.bilge.store.state.settings.cleansAtOnce).toEqual([]);
    expect((await core.bilge.commands.receipts.page('MULTI', 0)).total).toBe(1);
  });

  test('is refused once the builder is another container', async () => {
    const { id } = await plan();
    cache.identityNow = { ...cache.identityNow, builder: { name: 'multi0', containerId: 'another' } };
    await core.bilge.commands.cleaning.execute(id, false, '');
    await settled();
    expect(core.bilge.store.state.lastReceipt).toMatchObject({ problem: 'engine-changed', deletedCount: 0 });
    expect(cache.inventory.records).toHaveLength(3);
  });

  test('has nothing where all that is there is in use', async () => {
    cache.inventory = { ...cache.inventory, records: [aRecord({ id: 'held', isInUse: true })] };
    const [, row] = await rows(false);
    expect(await core.bilge.commands.builders.plan(row?.row ?? -1)).toEqual({ kind: 'nothing-to-clean' });
  });
});

test('a clean of a builder that was cut off is finished in that builder', async () => {
  const builder = builderOf({ ...new MemoryEngine().identityNow, endpoint: 'first' });
  const made = planOf({ records: builder.inventory.records }, { preset: 'cache' });
  const left: UnfinishedClean = {
    plan: { ...made, engine: builder.identityNow },
    source: 'window',
    startedAtMs: 0,
    deleted: [],
    skipped: [],
    workedMs: 0,
    isShortened: false,
  };
  core = await aRunningCore({}, left);
  addBuilders(core);
  expect(core.bilge.store.state.interrupted).toMatchObject({ canFinish: true });
  expect(await core.bilge.commands.cleaning.finishInterrupted()).toEqual({ kind: 'started' });
  await settled();
  expect(cache.inventory.records.map(({ id }) => id)).toEqual(['held']);
  expect(core.engines.first.inventory.records).toHaveLength(1);
  expect(core.bilge.store.state.lastReceipt).toMatchObject({ builderName: 'multi0', outcome: 'done' });
});
