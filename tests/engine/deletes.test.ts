import { describe, expect, it } from 'vitest';
import type { SampleImage } from '../../electron/engine/sample/sample-state.ts';
import { emptyState, type FakeDockerOptions, type Scripted } from '../fakes/fake-docker-server.ts';
import { openedEngine, type OpenedEngine } from '../fakes/opened-engine.ts';

const refusing = (status: number, message: string): FakeDockerOptions => ({
  script: ({ method }): Scripted => (method === 'DELETE' ? { json: { message }, status } : undefined),
});
const deletes = ({ docker }: OpenedEngine): readonly string[] =>
  docker.requestLines().filter((line) => line.startsWith('DELETE'));

describe('containers, networks and volumes go by id, unforced', () => {
  it('and say so', async () => {
    const opened = await openedEngine();
    const { containers, networks } = await opened.engine.readInventory('plan');
    const { id: stopped = '', finishedAtMs } = containers.find(({ state }) => state === 'exited') ?? {};
    const unused = networks.find(({ name }) => name === 'playground_default')?.id ?? '';
    expect(await opened.engine.deleteContainer(stopped, finishedAtMs)).toEqual({ kind: 'deleted' });
    expect(await opened.engine.deleteNetwork(unused, 'playground_default')).toEqual({ kind: 'deleted' });
    expect(await opened.engine.deleteVolume('scratch')).toEqual({ kind: 'deleted' });
    expect(deletes(opened)).toEqual([
      `DELETE /v1.51/containers/${stopped}`,
      `DELETE /v1.51/networks/${unused}`,
      'DELETE /v1.51/volumes/scratch',
    ]);
  });

  it.each([
    [404, 'No such container: 0ab', 'already-gone'],
    [
      409,
      'cannot remove container "/x": container is running: stop the container before removing or force remove',
      'in-use',
    ],
    [409, 'remove data: volume is in use - [0ab]', 'in-use'],
    [403, 'error while removing network: network x has active endpoints', 'in-use'],
    [409, 'removal of container 0ab is already in progress', 'busy'],
    [409, 'a prune operation is already running', 'busy'],
    [500, 'driver "overlay2" failed to remove root filesystem', 'refused'],
    [403, 'authorization denied by plugin', 'refused'],
  ])('%i %s → %s', async (status, message, kind) => {
    const { engine } = await openedEngine(refusing(status, message));
    const [container] = (await engine.readInventory('plan')).containers;
    expect(await engine.deleteContainer(container?.id ?? '', container?.finishedAtMs)).toEqual({ kind });
  });

  it('a container that ran since it was listed stays', async () => {
    const opened = await openedEngine();
    const [container] = (await opened.engine.readInventory('plan')).containers;
    const earlier = (container?.finishedAtMs ?? 0) - 1;
    expect(await opened.engine.deleteContainer(container?.id ?? '', earlier)).toEqual({ kind: 'changed' });
    expect(await opened.engine.deleteContainer('0ab', undefined)).toEqual({ kind: 'already-gone' });
    expect(deletes(opened)).toEqual([]);
  });

  it('a network that a container names stays, though docker would let it go', async () => {
    const opened = await openedEngine();
    const { containers, networks } = await opened.engine.readInventory('plan');
    const refs = containers.flatMap(({ networkRefs }) => networkRefs);
    const named = networks.find(
      ({ id, name, isPredefined }) => !isPredefined && (refs.includes(id) || refs.includes(name)),
    );
    expect(await opened.engine.deleteNetwork(named?.id ?? '', named?.name ?? '')).toEqual({ kind: 'in-use' });
    expect(deletes(opened)).toEqual([]);
  });

  it('a proxy whose engine is down says nothing of the object', async () => {
    const { engine } = await openedEngine(refusing(502, 'Bad Gateway'));
    await expect(engine.deleteVolume('data')).rejects.toMatchObject({ kind: 'refused' });
  });

  it.each(['../containers/0ab', '', 'a//b', '..'])(
    'a name like %j never becomes another path',
    async (name) => {
      const opened = await openedEngine();
      await expect(opened.engine.deleteVolume(name)).rejects.toThrow();
      await expect(opened.engine.deleteImage('sha256:0', [name])).resolves.toEqual({ kind: 'already-gone' });
      expect(deletes(opened)).toEqual([]);
    },
  );
});

describe('images', () => {
  const image = (tags: readonly string[], id = 'sha256:aa'): SampleImage => ({
    id,
    tags,
    layers: [],
    createdAtMs: 0,
    labels: {},
  });
  const holding = (...images: readonly SampleImage[]) => openedEngine({ state: { ...emptyState(), images } });

  it('are untagged one listed reference at a time, never forced, parents kept', async () => {
    const opened = await holding(image(['app:1', 'registry:5000/team/app:2']));
    const outcome = await opened.engine.deleteImage('sha256:aa', ['registry:5000/team/app:2', 'app:1']);
    expect(outcome).toEqual({ kind: 'deleted' });
    expect(deletes(opened)).toEqual([
      'DELETE /v1.51/images/app%3A1?noprune=1',
      'DELETE /v1.51/images/registry%3A5000/team/app%3A2?noprune=1',
    ]);
    expect(opened.docker.engine.state.images).toEqual([]);
  });

  it('a dangling one goes by its id', async () => {
    const opened = await holding(image([]));
    expect(await opened.engine.deleteImage('sha256:aa', [])).toEqual({ kind: 'deleted' });
    expect(deletes(opened)).toEqual(['DELETE /v1.51/images/sha256%3Aaa?noprune=1']);
  });

  it.each([
    ['it got a name since', [image(['app:1', 'app:2'])], ['app:1']],
    ['it was tagged since', [image(['app:1'])], []],
    ['a listed name is gone', [image(['app:1'])], ['app:1', 'app:2']],
    [
      'a listed name went to another image',
      [image(['app:1']), image(['app:2'], 'sha256:bb')],
      ['app:1', 'app:2'],
    ],
  ])('%s: changed, and nothing is untagged', async (_what, images, references) => {
    const opened = await holding(...images);
    expect(await opened.engine.deleteImage('sha256:aa', references)).toEqual({ kind: 'changed' });
    expect(deletes(opened)).toEqual([]);
  });

  it('in use with several names: asked first, for the engine would untag all but the last', async () => {
    const opened = await openedEngine();
    const used = opened.docker.engine.state.images.find(({ tags }) => tags.includes('acme/shop-api:latest'));
    expect(await opened.engine.deleteImage(used?.id ?? '', used?.tags ?? [])).toEqual({ kind: 'in-use' });
    expect(deletes(opened)).toEqual([]);
  });

  it('in use with one name: the engine refuses', async () => {
    const opened = await openedEngine();
    const used = opened.docker.engine.state.images.find(({ tags }) => tags.includes('postgres:17'));
    expect(await opened.engine.deleteImage(used?.id ?? '', ['postgres:17'])).toEqual({ kind: 'in-use' });
  });

  it('gone already', async () => {
    const { engine } = await openedEngine();
    expect(await engine.deleteImage('sha256:ff', ['x:1'])).toEqual({ kind: 'already-gone' });
  });

  it('moved between two of its names: the second stays', async () => {
    const opened = await openedEngine({
      state: { ...emptyState(), images: [image(['app:1', 'app:2']), image(['new:1'], 'sha256:bb')] },
      script: ({ method, path }) => {
        const { state } = opened.docker.engine;
        // Someone retags just after the first name went.
        if (method === 'GET' && path === '/images/app:2/json') {
          state.images = [image([]), image(['new:1', 'app:2'], 'sha256:bb')];
        }
        return undefined;
      },
    });
    expect(await opened.engine.deleteImage('sha256:aa', ['app:1', 'app:2'])).toEqual({ kind: 'changed' });
    expect(deletes(opened)).toEqual(['DELETE /v1.51/images/app%3A1?noprune=1']);
  });

  it('cut off after the first of its names: asked again, it goes on with the others', async () => {
    const opened = await openedEngine({
      state: { ...emptyState(), images: [image(['app:1', 'app:2'])] },
      script: ({ method, path }) => {
        const { state } = opened.docker.engine;
        if (method !== 'DELETE' || path !== '/images/app:1' || state.images[0]?.tags.length !== 2)
          return undefined;
        state.images = [image(['app:2'])];
        return 'reset';
      },
    });
    const ask = () => opened.engine.deleteImage('sha256:aa', ['app:1', 'app:2']);
    await expect(ask()).rejects.toMatchObject({ kind: 'gone' });
    expect(await ask()).toEqual({ kind: 'deleted' });
    expect(opened.docker.engine.state.images).toEqual([]);
  });

  it('one known by digest alone goes by that name', async () => {
    const digest = `registry/app@sha256:${'c'.repeat(64)}`;
    let isThere = true;
    const opened = await openedEngine({
      script: ({ method }) => {
        if (method === 'DELETE') {
          isThere = false;
          return { json: [{ Untagged: digest }, { Deleted: 'sha256:aa' }] };
        }
        const detail = { Id: 'sha256:aa', RepoTags: [], RepoDigests: [digest], Size: 1 };
        return method === 'GET' && isThere ? { json: { ...detail, ApiVersion: '1.51' } } : undefined;
      },
    });
    expect(await opened.engine.deleteImage('sha256:aa', [])).toEqual({ kind: 'deleted' });
    expect(deletes(opened)).toEqual([
      `DELETE /v1.51/images/${encodeURIComponent(digest).replace('%2F', '/')}?noprune=1`,
    ]);
  });
});
