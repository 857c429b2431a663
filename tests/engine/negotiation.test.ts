import { describe, expect, it } from 'vitest';
import type { Scripted } from '../fakes/fake-docker-server.ts';
import { openedEngine, versionReply } from '../fakes/opened-engine.ts';

const answering =
  (apiVersion: string, minApiVersion: string) =>
  (asked: { readonly path: string }): Scripted =>
    asked.path === '/version' ? { json: versionReply(apiVersion, minApiVersion) } : undefined;

describe('the API version spoken', () => {
  it.each([
    // 20.10 has no `type=`: it would be ignored.
    ['1.41', '1.12', '/v1.41/system/df'],
    // Never 1.42/1.43 against 25.0–28.1, whose handler panics on it.
    ['1.44', '1.24', '/v1.44/system/df?type=build-cache'],
    ['1.45', '1.24', '/v1.45/system/df?type=build-cache'],
    ['1.51', '1.24', '/v1.51/system/df?type=build-cache'],
    // 29 offers more; one shape serves 23 to 29.
    ['1.52', '1.44', '/v1.51/system/df?type=build-cache'],
    ['1.55', '1.40', '/v1.51/system/df?type=build-cache'],
    // An engine that takes nothing older.
    ['1.55', '1.53', '/v1.53/system/df?type=build-cache&verbose=1'],
  ])('an engine of %s (least %s) is asked %s', async (newest, least, target) => {
    const { docker, engine } = await openedEngine({ script: answering(newest, least) });
    await engine.readCache();
    expect(docker.requestLines()).toEqual(['HEAD /_ping', 'GET /version', `GET ${target}`]);
  });

  it('is found once, then remembered', async () => {
    const { docker, engine } = await openedEngine();
    await engine.readCache();
    await engine.readCache();
    expect(docker.requestLines().filter((line) => line.endsWith('/version'))).toHaveLength(1);
  });

  it('is found anew after a lost connection', async () => {
    let isDown = false;
    const { docker, engine } = await openedEngine({ script: () => (isDown ? 'reset' : undefined) });
    await engine.readCache();
    isDown = true;
    await expect(engine.readCache()).rejects.toMatchObject({ kind: 'gone' });
    isDown = false;
    await engine.readCache();
    expect(docker.requestLines().filter((line) => line === 'GET /version')).toHaveLength(2);
  });

  it('follows an engine that refuses it in words', async () => {
    const { docker, engine } = await openedEngine({
      script: ({ path, version }) => {
        if (path === '/version') return { json: versionReply('1.55', '1.40') };
        const message =
          'client version 1.51 is too old. Minimum supported API version is 1.54, please upgrade your client to a newer version';
        return version === '1.51' ? { json: { message }, status: 400 } : undefined;
      },
    });
    await engine.readCache();
    expect(docker.requestLines().at(-1)).toBe('GET /v1.54/system/df?type=build-cache');
    // From then on in that version's own shape.
    await engine.readCache();
    expect(docker.requestLines().at(-1)).toBe('GET /v1.54/system/df?type=build-cache&verbose=1');
  });

  it('an engine before 20.10 is too old', async () => {
    const { engine } = await openedEngine({ script: answering('1.40', '1.12') });
    await expect(engine.facts()).rejects.toMatchObject({ kind: 'too-old' });
  });

  it('survives a proxy that knows no HEAD', async () => {
    const { engine } = await openedEngine({
      script: ({ method }) => (method === 'HEAD' ? { text: 'no', status: 405 } : undefined),
    });
    await expect(engine.facts()).resolves.toMatchObject({ version: '28.5.2', apiVersion: '1.51' });
  });

  it('a server that is no engine is a bad reply', async () => {
    const { engine } = await openedEngine({ script: () => ({ text: '<html>hello</html>' }) });
    await expect(engine.facts()).rejects.toMatchObject({ kind: 'bad-reply' });
  });
});

describe('Podman', () => {
  it('is known by its header, and has no id and no cheap reading', async () => {
    const { engine } = await openedEngine({
      script: ({ path }) =>
        path === '/_ping'
          ? { json: 'OK', headers: { 'Libpod-API-Version': '4.3.1', 'Api-Version': '1.41' } }
          : undefined,
    });
    expect(await engine.facts()).toMatchObject({ imageStore: 'podman' });
    expect(await engine.identity()).toMatchObject({ id: undefined });
    expect(await engine.hasCheapCacheReading()).toBe(false);
  });
});

describe('what an engine is', () => {
  it('its endpoint, its own id and its root, read anew at each call', async () => {
    let id = 'first';
    const { docker, engine } = await openedEngine({
      script: ({ path }) =>
        path === '/info' ? { json: { ID: id, DockerRootDir: '/var/lib/docker' } } : undefined,
    });
    expect(await engine.identity()).toEqual({
      endpoint: docker.endpoint,
      id: 'first',
      rootDir: '/var/lib/docker',
    });
    id = 'second';
    expect(await engine.identity()).toMatchObject({ id: 'second' });
  });

  it('keeps images in the containerd store when its driver says so', async () => {
    const DriverStatus = [['driver-type', 'io.containerd.snapshotter.v1']];
    const { engine } = await openedEngine({
      script: ({ path }) => (path === '/info' ? { json: { DriverStatus } } : undefined),
    });
    expect(await engine.facts()).toMatchObject({
      imageStore: 'containerd',
      isSample: false,
      isRemote: false,
    });
  });
});
