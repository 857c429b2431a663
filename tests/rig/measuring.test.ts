/** Containers and volumes of real engines are measured until one stops it: the call is dropped, and nothing breaks. */

import { afterEach, describe, expect, test } from 'vitest';
import type { Bilge } from '../../electron/core/bilge.ts';
import type { AppState } from '../../shared/state.ts';
import { baseImage, importBase } from './build-image.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { startBilge, until } from './real-bilge.ts';
import { recordRequests, type RecordingProxy } from './recording-proxy.ts';
import { runContainer } from './run-container.ts';

const rigs: RigEngine[] = [];
const proxies: RecordingProxy[] = [];
const apps: Bilge[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  for (const proxy of proxies.splice(0)) await proxy.close();
  for (const rig of rigs.splice(0)) await rig.dispose();
});

/** With 3,000 bytes in a volume and 5,000 written by a container. */
async function filled(name: (typeof dockerEngines)[number]): Promise<RigEngine> {
  const rig = await startEngine(name);
  rigs.push(rig);
  await importBase(rig);
  const script = 'head -c 3000 /dev/zero > /data/file && head -c 5000 /dev/zero > /file';
  await runContainer(rig, 'wrote', ['--volume', 'data:/data', baseImage, 'sh', '-c', script]);
  return rig;
}

/** `onWalk` runs as the question that makes the engine walk its volumes passes: no answer can have come by then. */
async function opened(rig: RigEngine, onWalk: () => void): Promise<Bilge> {
  const isWalk = (line: string): boolean =>
    line.includes('/system/df') && (rig.name === 'd20' || line.includes('type=volume'));
  const proxy = await recordRequests(rig.socketPath, (line) => {
    if (isWalk(line)) onWalk();
  });
  proxies.push(proxy);
  const app = await startBilge(proxy);
  apps.push(app);
  await until(app, ({ engine, usage }) => engine.kind === 'ready' && usage.images !== undefined);
  return app;
}

async function measured(app: Bilge): Promise<AppState> {
  app.commands.engines.measure();
  await until(app, ({ measuring }) => measuring !== undefined);
  return until(app, ({ measuring }) => measuring === undefined);
}

describe.each(dockerEngines)('on %s', (name) => {
  test('measuring is stopped, keeps what was known with its age, and can be done again', async () => {
    const rig = await filled(name);
    let onWalk = (): void => undefined;
    const app = await opened(rig, () => onWalk());

    const first = await measured(app);
    expect(first.usage.volumes?.value.totalBytes).toBe(3_000);
    // containerd counts whole blocks, and folders too.
    expect(app.monitor.inventory?.containers[0]?.writtenBytes).toBeGreaterThanOrEqual(5_000);

    onWalk = () => app.commands.engines.stopMeasuring();
    const stopped = await measured(app);
    onWalk = () => undefined;
    expect(stopped.engine.kind).toBe('ready');
    expect(stopped.usage.volumes).toBe(first.usage.volumes);
    expect(stopped.usage.containers).toBe(first.usage.containers);

    // A walk that goes on would keep it waiting.
    const again = await measured(app);
    expect(again.engine.kind).toBe('ready');
    expect(again.usage.volumes?.takenAtMs).toBeGreaterThan(first.usage.volumes?.takenAtMs ?? Infinity);
    expect(again.usage.volumes?.value.totalBytes).toBe(3_000);
  });
});

/** 20.10 measures with every reading. */
const lightly = dockerEngines.filter((name) => name !== 'd20');

test.each(lightly)(
  'sizes on %s outlive readings that measure nothing; what came since has none',
  async (name) => {
    const rig = await filled(name);
    const app = await opened(rig, () => undefined);
    await measured(app);
    await rig.docker(['volume', 'create', 'later']);
    app.monitor.wake();
    await until(app, () => app.monitor.inventory?.volumes.length === 2);
    const sizes = app.monitor.inventory?.volumes.map(({ name: volume, sizeBytes }) => [volume, sizeBytes]);
    expect(Object.fromEntries(sizes ?? [])).toEqual({ data: 3_000, later: undefined });
    const page = await app.commands.browsing.browse({
      filter: { kind: 'volume', text: 'data', view: 'all' },
      sort: 'name',
      isDescending: false,
      offset: 0,
    });
    expect(page).toMatchObject({
      takenAtMs: app.store.state.usage.volumes?.takenAtMs,
      rows: [{ name: 'data', sizeBytes: 3_000, usedBy: 'wrote' }],
    });
  },
);
