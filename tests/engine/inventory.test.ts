import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../shared/usage.ts';
import { recorded, recordedEngine } from '../fakes/fake-docker-server.ts';
import { impatientClock } from '../fakes/impatient-clock.ts';
import { openedEngine, versionReply } from '../fakes/opened-engine.ts';

async function inventoryOf(engine: string): Promise<Inventory> {
  const opened = await openedEngine({ script: recordedEngine(engine) });
  return opened.engine.readInventory('full');
}

describe.each(['20.10.24', '26.1.5', '28.5.2', '28.5.2-containerd'])('a full reading of %s', (engine) => {
  it('knows images by reference, users and shared bytes', async () => {
    const { images } = await inventoryOf(engine);
    const two = images.find(({ references }) => references.includes('app:two'));
    expect(two).toMatchObject({
      references: ['app:deux', 'app:two'],
      containerCount: 1,
      parentId: undefined,
    });
    expect(two?.sharedBytes).toBeGreaterThan(1_900_000);
    const hasDangling = images.some(({ references }) => references.length === 0);
    // With the containerd store a retag leaves no dangling image.
    expect(hasDangling).toBe(engine !== '28.5.2-containerd');
  });

  it('knows containers, what they wrote, and what they hold', async () => {
    const { containers, volumes, networks, images } = await inventoryOf(engine);
    const stopped = containers.find(({ name }) => name === 'stopped');
    expect(stopped).toMatchObject({ state: 'exited', labels: { a: 'b' } });
    expect(stopped?.writtenBytes).toBeGreaterThanOrEqual(1_048_576);
    expect(images.map(({ id }) => id)).toContain(stopped?.imageId);
    expect(volumes.map(({ name }) => name).sort()).toEqual([...(stopped?.volumeNames ?? [])].sort());
    const none = networks.find(({ name }) => name === 'none');
    expect(none?.isPredefined).toBe(true);
    expect(none?.containerIds).toContain(stopped?.id);
    expect(stopped?.networkRefs).toEqual(['none', none?.id]);
    expect(networks.find(({ name }) => name === 'mynet')).toMatchObject({
      isPredefined: false,
      containerIds: [],
    });
  });

  it('tells volumes that nobody named, as sure as the engine is', async () => {
    const { volumes } = await inventoryOf(engine);
    const byName = (isHash: boolean): Inventory['volumes'][number] | undefined =>
      volumes.find(({ name }) => /^[0-9a-f]{64}$/.test(name) === isHash);
    expect(byName(false)).toMatchObject({
      name: 'named',
      isAnonymous: 'no',
      containerCount: 1,
      sizeBytes: 0,
    });
    const anonymous = engine === '20.10.24' ? 'probably' : 'yes';
    expect(byName(true)).toMatchObject({ isAnonymous: anonymous, containerCount: 1, sizeBytes: 2 });
  });

  it('keeps the facts docker prints from, and the engine’s clock', async () => {
    const { df, engineTime, records } = await inventoryOf(engine);
    const raw = recorded(`${engine}.system-df`) as {
      readonly LayersSize: number;
      readonly Images: readonly unknown[];
    };
    expect(df.layersSizeBytes).toBe(raw.LayersSize);
    expect(df.images).toHaveLength(raw.Images.length);
    expect(
      df.images.every(({ virtualBytes }) => (virtualBytes === undefined) === (engine !== '20.10.24')),
    ).toBe(true);
    expect(df.dockerAge).toBe(engine === '20.10.24' ? '20.10' : 'to-28');
    expect(df.records).toBe(records);
    expect(engineTime).toMatch(/^2026-11-21T03:45:1\d\.\d+Z$/);
  });
});

describe('Podman', () => {
  it('is read under the ids and names that the lists give', async () => {
    const { images, containers, df, records } = await inventoryOf('podman-4.3.1');
    expect(records).toEqual([]);
    const tagged = images.find(({ references }) => references.includes('localhost/pod:1'));
    expect(tagged).toMatchObject({ references: ['localhost/pod:1', 'localhost/pod:2'], containerCount: 1 });
    // An intermediate image of a build: without a name, and the parent of another.
    expect(images.map(({ id }) => id)).toContain(tagged?.parentId);
    expect(containers.map(({ imageId }) => imageId)).toContain(tagged?.id);
    expect(df.images.map(({ references }) => references.join())).toEqual([
      'localhost/bb:local',
      '',
      'localhost/pod:1,localhost/pod:2',
    ]);
  });

  it('shows unlabelled hash-named volumes as probably anonymous', async () => {
    const { volumes } = await inventoryOf('podman-4.3.1');
    expect(volumes.map(({ isAnonymous }) => isAnonymous).sort()).toEqual(['no', 'no', 'probably']);
  });
});

describe('how deep a reading goes', () => {
  it.each([
    ['glance', 'type=image'],
    ['light', 'type=image&type=build-cache'],
    ['plan', 'type=image&type=build-cache&type=container'],
    ['full', 'type=image&type=build-cache&type=container&type=volume'],
  ] as const)('%s asks df for %s', async (depth, query) => {
    const { docker, engine } = await openedEngine();
    await engine.readInventory(depth);
    const df = docker.requestLines().filter((line) => line.includes('/system/df'));
    // The second look is for records that the first one had to measure; the engine's clock is read after it.
    expect(df).toEqual([`GET /v1.51/system/df?${query}`, 'GET /v1.51/system/df?type=build-cache']);
    expect(docker.requestLines().at(-1)).toBe('GET /v1.51/info');
  });

  it('a light one inspects nothing and measures no container', async () => {
    const { docker, engine } = await openedEngine();
    const { containers, volumes } = await engine.readInventory('light');
    expect(
      docker.requests.filter(
        ({ path }) => /^\/(containers|networks)\/[^/]+(\/json)?$/.test(path) && path !== '/containers/json',
      ),
    ).toEqual([]);
    expect(
      containers.every(({ writtenBytes, finishedAtMs }) => (writtenBytes ?? finishedAtMs) === undefined),
    ).toBe(true);
    expect(volumes.every(({ sizeBytes }) => sizeBytes === undefined)).toBe(true);
    expect(volumes.map(({ containerCount }) => containerCount)).toContain(1);
  });

  it('a deeper one knows when stopped containers ended and who is connected', async () => {
    const { engine } = await openedEngine();
    const { containers, networks } = await engine.readInventory('plan');
    for (const { state, finishedAtMs } of containers)
      expect(finishedAtMs === undefined).toBe(state === 'running');
    expect(networks.find(({ name }) => name === 'shop_default')?.containerIds).toHaveLength(3);
  });

  it('what went between two calls is left out, not an error', async () => {
    const { engine } = await openedEngine({
      script: ({ path }) =>
        /^\/(containers\/.+\/json|networks\/.+)$/.test(path)
          ? { json: { message: 'gone' }, status: 404 }
          : undefined,
    });
    const { containers, networks } = await engine.readInventory('full');
    expect([containers.length, networks.length]).toEqual([12, 7]);
  });

  it('the second look’s records count: the first one may have touched them', async () => {
    let looks = 0;
    const { engine } = await openedEngine({
      script: ({ path }) => {
        if (path !== '/system/df') return undefined;
        looks += 1;
        const LastUsedAt = `2026-11-21T03:00:0${looks}Z`;
        return { json: { BuildCache: [{ ID: 'a', InUse: false, Shared: false, LastUsedAt }] } };
      },
    });
    const { records, df } = await engine.readInventory('plan');
    expect(records[0]?.lastUsedAtMs).toBe(Date.parse('2026-11-21T03:00:02Z'));
    expect(df.records).toBe(records);
  });
});

describe('df where the first look may touch records and is a whole walk (20.10)', () => {
  const looksAt = async (type: string): Promise<number> => {
    let looks = 0;
    const { engine } = await openedEngine({
      script: ({ path }) => {
        if (path === '/version') return { json: versionReply('1.41', '1.12') };
        if (path !== '/system/df') return undefined;
        looks += 1;
        return { json: { BuildCache: [{ ID: 'a', Type: type, InUse: false, Shared: false }] } };
      },
    });
    await engine.readInventory('plan');
    return looks;
  };

  it('looks twice where there is a cache mount', async () => {
    expect(await looksAt('exec.cachemount')).toBe(2);
  });

  it('looks once where no record can be touched', async () => {
    expect(await looksAt('regular')).toBe(1);
  });
});

it('asks df again where a snapshot went while it was measured (containerd store)', async () => {
  const clock = impatientClock();
  const message = 'NotFound: snapshot u0b9ejntrq3bpbp6xzwbnqki6-view does not exist: not found';
  let refusals = 1;
  const script = ({ path }: { readonly path: string }) =>
    path === '/system/df' && refusals-- > 0 ? { json: { message }, status: 404 } : undefined;
  const { engine } = await openedEngine({ script }, { clock });
  await engine.readCache();
  expect(clock.waitsMs).toEqual([250]);
});

describe('df on an engine that takes one at a time (20.10)', () => {
  const busy = { json: { message: 'a disk usage operation is already running' }, status: 500 };
  const old = { json: versionReply('1.41', '1.12') };

  it('waits for someone else’s to end', async () => {
    const clock = impatientClock();
    let refusals = 3;
    const script = ({ path }: { readonly path: string }) => {
      if (path === '/version') return old;
      return path === '/system/df' && refusals-- > 0 ? busy : undefined;
    };
    const { engine } = await openedEngine({ script }, { clock });
    await engine.readCache();
    expect(clock.waitsMs).toEqual([250, 500, 1000]);
  });

  it('says busy when it never ends', async () => {
    const script = ({ path }: { readonly path: string }) => (path === '/system/df' ? busy : undefined);
    const { engine } = await openedEngine({ script }, { clock: impatientClock() });
    await expect(engine.readCache()).rejects.toMatchObject({ kind: 'busy' });
  });

  it('never runs two of its own at once, nor one beside a prune', async () => {
    let running = 0;
    let most = 0;
    const bystander = await openedEngine();
    const { engine } = await openedEngine({
      script: async ({ path }) => {
        if (path !== '/system/df' && path !== '/build/prune') return undefined;
        most = Math.max(most, (running += 1));
        // Several round trips elsewhere: long enough for any other that does not wait its turn.
        await bystander.engine.readInventory('full');
        running -= 1;
        return undefined;
      },
    });
    await Promise.all([
      engine.readCache(),
      engine.pruneRecords(['a1'], undefined),
      engine.readCache(),
      engine.readInventory('full'),
    ]);
    expect(most).toBe(1);
  });
});
