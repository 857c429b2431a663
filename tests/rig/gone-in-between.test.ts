/** What others took between plan and clean is said to be gone already; the rest goes, and the clean is done. */

import { afterEach, describe, expect, test } from 'vitest';
import { itemKey } from '../../electron/core/cleaning/clean-scope.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import type { Plan, Receipt } from '../../shared/plan.ts';
import { baseImage, build, importBase } from './build-image.ts';
import { objectsOf, type EngineObjects } from './engine-objects.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { openCleaner } from './real-cleaner.ts';

const open: RigEngine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.dispose();
});

async function filled(name: (typeof dockerEngines)[number]): Promise<RigEngine> {
  const rig = await startEngine(name, { settings: { builder: { gc: { enabled: false } } } });
  open.push(rig);
  await importBase(rig);
  await build(rig, {
    dockerfile: `FROM ${baseImage}\nRUN --mount=type=cache,target=/kept head -c 300000 /dev/urandom > /kept/file\nCOPY data /\nRUN head -c 200000 /dev/urandom > /a\n`,
    files: { data: 100_000 },
    tags: ['app:1'],
  });
  return rig;
}

const cacheMounts = (objects: EngineObjects): readonly string[] =>
  [...objects].filter(([, facts]) => JSON.stringify(facts).includes('exec.cachemount')).map(([key]) => key);

function expectGone(plan: Plan, receipt: Receipt, gone: readonly string[], left: EngineObjects): void {
  expect(gone.length).toBeGreaterThan(0);
  expect(receipt.skipped.map(({ kind, id, why }) => [itemKey(kind, id), why]).sort()).toEqual(
    gone.map((key) => [key, 'already-gone']).sort(),
  );
  expect(receipt.outcome).toBe('done');
  const rest = plan.items.filter(({ kind, id }) => !gone.includes(itemKey(kind, id)));
  expect(receipt.deleted.map(({ id }) => id).sort()).toEqual(rest.map(({ id }) => id).sort());
  expect(receipt.engineBytes).toBe(rest.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  expect([...left.keys()]).toEqual([]);
}

describe.each(dockerEngines)('on %s', (name) => {
  test('the engine’s own collector', async () => {
    const rig = await filled(name);
    const cleaner = await openCleaner(rig.endpoint);
    const plan = await cleaner.plan(optionsOf('deep'));
    const taken = cacheMounts(await objectsOf(rig));

    // It runs one second after each build and after the engine's start, at most once a minute.
    rig.configure({
      builder: {
        gc: { enabled: true, policy: [{ all: true, filter: ['type=exec.cachemount'], keepStorage: '0B' }] },
      },
    });
    await rig.stop();
    await rig.start();
    await expect.poll(async () => cacheMounts(await objectsOf(rig)), { timeout: 30_000 }).toEqual([]);

    const receipt = await cleaner.clean(plan);
    cleaner.close();
    expectGone(plan, receipt, taken, await objectsOf(rig));
  });

  test('another client', async () => {
    const rig = await filled(name);
    const cleaner = await openCleaner(rig.endpoint);
    const plan = await cleaner.plan(optionsOf('deep'));
    const before = await objectsOf(rig);

    await rig.docker(['image', 'rm', 'app:1']);
    await rig.docker(['builder', 'prune', '-f', '--filter', 'type=source.local']);
    const between = await objectsOf(rig);

    const receipt = await cleaner.clean(plan);
    cleaner.close();
    const gone = [...before.keys()].filter((key) => !between.has(key));
    expectGone(plan, receipt, gone, await objectsOf(rig));
  });
});
