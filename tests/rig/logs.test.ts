/** Which containers keep a log without limit, the lines that limit it, and how large the files are: asked of real engines. */

import { afterEach, describe, expect, test } from 'vitest';
import { LOG_FIX } from '../../electron/core/browsing/log-fix.ts';
import type { ContainerInspection } from '../../electron/core/ports/engine.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { LocalLogFiles } from '../../electron/host/log-files.ts';
import { baseImage, importBase } from './build-image.ts';
import { dockerEngines, startEngine, type EngineName, type RigEngine } from './engines.ts';
import { runContainer } from './run-container.ts';

const open: RigEngine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.dispose();
});

async function started(name: EngineName): Promise<RigEngine> {
  const rig = await startEngine(name);
  open.push(rig);
  await importBase(rig);
  return rig;
}

/** The options of the lines for a compose file, as the command line takes them. */
function composeOptions(): readonly string[] {
  const driver = /^ {2}driver: (\S+)$/m.exec(LOG_FIX.composeYaml)?.[1] ?? '';
  const options = LOG_FIX.composeYaml.matchAll(/^ {4}(\S+): "(\S+)"$/gm);
  return [
    '--log-driver',
    driver,
    ...[...options].flatMap(([, key, value]) => ['--log-opt', `${key}=${value}`]),
  ];
}

const create = (rig: RigEngine, name: string, ...args: readonly string[]): Promise<string> =>
  rig.docker(['create', '--name', name, '--network', 'none', ...args, baseImage, 'true']);

/** By the container's name. */
async function inspected(rig: RigEngine): Promise<Readonly<Record<string, ContainerInspection>>> {
  const engine = openEngine(parseEndpoint(rig.endpoint));
  try {
    const { containers } = await engine.readInventory('light');
    const found = await engine.inspectContainers(containers.map(({ id }) => id));
    return Object.fromEntries(
      containers.flatMap(({ id, name }) => {
        const inspection = found.get(id);
        return inspection === undefined ? [] : [[name, inspection] as const];
      }),
    );
  } finally {
    engine.close();
  }
}

describe.each(dockerEngines)('on %s', (name) => {
  test('a log without a limit is told from those with one, and the lines for compose set one', async () => {
    const rig = await started(name);
    await create(rig, 'plain');
    await create(rig, 'fixed', ...composeOptions());
    await create(rig, 'size-alone', '--log-opt', 'max-size=10m');
    await create(rig, 'local', '--log-driver', 'local');
    await create(rig, 'none', '--log-driver', 'none');
    const found = await inspected(rig);
    const drivers = Object.entries(found).map(([each, { log }]) => [each, log.driver, log.isUnrotated]);
    expect(drivers.sort()).toEqual([
      ['fixed', 'json-file', false],
      ['local', 'local', false],
      ['none', 'none', false],
      ['plain', 'json-file', true],
      ['size-alone', 'json-file', false],
    ]);
    expect(found['plain']?.finishedAtMs).toBeUndefined();
  });

  test('the object for daemon.json limits what is made from then on, and nothing older', async () => {
    const rig = await started(name);
    await create(rig, 'older');
    rig.configure(JSON.parse(LOG_FIX.daemonJson) as object);
    await rig.stop();
    await rig.start();
    await create(rig, 'younger');
    const { older, younger } = await inspected(rig);
    expect(older?.log.isUnrotated).toBe(true);
    expect(younger?.log.isUnrotated).toBe(false);
  });
});

test('a log with those lines ends at three files of 10 MB, and one without grows on', async () => {
  const rig = await started('d28');
  const write = [
    'sh',
    '-c',
    'yes 0123456789012345678901234567890123456789012345678901234567890123 | head -c 33000000',
  ];
  await runContainer(rig, 'plain', ['--log-driver', 'json-file', baseImage, ...write]);
  await runContainer(rig, 'fixed', [...composeOptions(), baseImage, ...write]);
  const { plain, fixed } = await inspected(rig);
  // What the engine calls its root is elsewhere on this computer.
  const outside = ({ log }: ContainerInspection): string =>
    log.path?.replace('/var/lib/docker', rig.data) ?? '';
  const sizeOf = async (inspection: ContainerInspection | undefined): Promise<number> => {
    if (inspection === undefined) throw new Error('not inspected');
    const path = outside(inspection);
    return (await new LocalLogFiles('linux').sizesBytes([path], rig.endpoint)).get(path) ?? 0;
  };
  expect(await sizeOf(plain)).toBeGreaterThan(33_000_000);
  expect(await sizeOf(fixed)).toBeLessThanOrEqual(30_000_000);
  expect(await sizeOf(fixed)).toBeGreaterThan(20_000_000);
  expect(plain?.finishedAtMs).toBeGreaterThan(0);
});
