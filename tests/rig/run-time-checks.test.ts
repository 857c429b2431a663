import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Guard } from '../../electron/core/cleaning/clean-scope.ts';
import { Cleaner } from '../../electron/core/cleaning/cleaner.ts';
import type { Engine } from '../../electron/core/ports/engine.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openHost } from '../../electron/host/open-host.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import type { Plan, Receipt } from '../../shared/plan.ts';
import type { Cleaning } from '../../shared/state.ts';
import { baseImage, build, importBase } from './build-image.ts';
import { startEngine, type RigEngine } from './engines.ts';
import { runInBackground } from './run-container.ts';

const compose = 'com.docker.compose.project=shop';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(['d20', 'd28', 'd28c'] as const)('a plan that runs on %s', (name) => {
  let rig: RigEngine;
  let socketPath: string;
  let guard: Guard;
  let cleaner: Cleaner;
  let engine: Engine;
  /** Hears what surfaces are told. */
  let onCleaning: (cleaning: Cleaning) => void;

  beforeEach(async () => {
    rig = await startEngine(name);
    closing.push(() => rig.dispose());
    await importBase(rig);
    for (const image of ['kept', 'gone'])
      await build(rig, {
        dockerfile: `FROM ${baseImage}\nCOPY own /${image}\n`,
        files: { own: 50_000 },
        tags: [`${image}:1`],
      });
    await rig.docker(['create', '--network', 'none', '--label', compose, '--name', 'job', 'kept:1', 'true']);
    await rig.docker(['network', 'create', '--label', compose, 'shop_default']);

    const home = mkdtempSync(join(tmpdir(), 'bilge-run-time-'));
    closing.push(() => rmSync(home, { recursive: true }));
    process.env['BILGE_HOME'] = home;
    socketPath = join(home, 'docker.sock');
    symlinkSync(rig.socketPath, socketPath);
    engine = openEngine(parseEndpoint(`unix://${socketPath}`));
    closing.push(() => engine.close());
    guard = { protectRules: [], keepsKnownTools: true };
    onCleaning = () => undefined;
    cleaner = new Cleaner(
      openHost({ holdsProcess: true }),
      () => guard,
      (cleaning) => onCleaning(cleaning),
    );
  });

  const plan = (): Promise<Plan> => cleaner.createPlan(engine, optionsOf('deep'));
  async function run({ id }: Plan, buildWaitMs?: number): Promise<Receipt> {
    const answer = await cleaner.run(id, { source: 'window', buildWaitMs });
    if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
    return answer.receipt;
  }
  const reasons = ({ skipped }: Receipt): Readonly<Record<string, string>> =>
    Object.fromEntries(skipped.map((item) => [item.name.replace(/^\//, ''), item.why]));

  test('keeps what a rule protects since, and what a Compose project that came up needs', async () => {
    const made = await plan();
    guard = { ...guard, protectRules: [{ kind: 'image', pattern: 'gone:*' }] };
    await runInBackground(rig, 'shop-web', ['--label', compose, baseImage, 'sleep', '100000']);
    const receipt = await run(made);
    expect(receipt.outcome).toBe('partly');
    expect(reasons(receipt)).toMatchObject({
      'gone:1': 'protected',
      job: 'compose-project-runs',
      shop_default: 'compose-project-runs',
      'kept:1': 'in-use',
      [baseImage]: 'in-use',
    });
    expect(receipt.deleted.every(({ kind }) => kind === 'record')).toBe(true);
  });

  test('is refused by another engine on the same socket', async () => {
    const made = await plan();
    const other = await startEngine(name);
    closing.push(() => other.dispose());
    await importBase(other);
    unlinkSync(socketPath);
    symlinkSync(other.socketPath, socketPath);
    expect(await run(made)).toMatchObject({ outcome: 'refused', problem: 'engine-changed', deleted: [] });
    expect(await other.docker(['images', '--quiet'])).not.toBe('');
  });

  test('waits for a build, and goes on when the user insists, or ends when they give up', async () => {
    const waiting = (): Promise<void> =>
      new Promise((resolve) => {
        onCleaning = ({ kind }) => {
          if (kind === 'waiting') resolve();
        };
      });
    const [given, insisted] = [await plan(), await plan()];
    const building = build(rig, { dockerfile: `FROM ${baseImage}\nRUN sleep 8\n`, tags: ['late:1'] });
    while (!(await engine.readCache()).records.some(({ isInUse }) => isInUse));
    const first = waiting();
    const givenUp = run(given, 60_000);
    await first;
    cleaner.stop();
    expect(await givenUp).toMatchObject({ outcome: 'stopped', deleted: [] });

    const second = waiting();
    const goesOn = run(insisted, 60_000);
    await second;
    cleaner.insist();
    const receipt = await goesOn;
    expect(receipt.problem).toBeUndefined();
    expect(receipt.deleted.map((item) => item.name)).toContain('gone:1');
    await building;
    expect(await rig.docker(['images', '--quiet', 'late:1'])).not.toBe('');
  });
});
