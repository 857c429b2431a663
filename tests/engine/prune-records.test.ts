import { describe, expect, it } from 'vitest';
import type { SampleRecord } from '../../electron/engine/sample/sample-state.ts';
import { emptyState, type Asked } from '../fakes/fake-docker-server.ts';
import { openedEngine, versionReply } from '../fakes/opened-engine.ts';

const record = (id: string, parentIds: readonly string[] = [], lastUsedAtMs = 1_000): SampleRecord => ({
  id,
  parentIds,
  type: 'regular',
  description: '',
  sizeBytes: 1,
  createdAtMs: 0,
  lastUsedAtMs,
  useCount: 1,
  isInUse: false,
  layerKey: undefined,
});
const holding = (...records: readonly SampleRecord[]) => ({ state: { ...emptyState(), records } });
const prunes = (requests: readonly Asked[]): readonly string[] =>
  requests.filter(({ path }) => path === '/build/prune').map(({ query }) => query.get('filters') ?? '');

describe('what a prune names', () => {
  it('exactly the ids, anchored at both ends: a longer id that holds one of them stays', async () => {
    const { docker, engine } = await openedEngine(holding(record('ab'), record('abc'), record('xab')));
    expect(await engine.pruneRecords(['ab'], undefined)).toEqual({ deletedIds: ['ab'] });
    expect(docker.engine.state.records.map(({ id }) => id)).toEqual(['abc', 'xab']);
    expect(prunes(docker.requests)).toEqual(['{"id":["^(ab)$"]}']);
  });

  it.each([[[]], [['']], [['.*']], [['ab|cd']], [['AB']], [['ab', 'a b']]])(
    '%j is never sent',
    async (ids) => {
      const { docker, engine } = await openedEngine();
      await expect(engine.pruneRecords(ids, undefined)).rejects.toThrow();
      expect(prunes(docker.requests)).toEqual([]);
    },
  );

  it('a whole chain goes at once; a parent alone does not', async () => {
    const { engine } = await openedEngine(holding(record('a'), record('b', ['a']), record('c', ['b'])));
    expect(await engine.pruneRecords(['a'], undefined)).toEqual({ deletedIds: [] });
    const { deletedIds } = await engine.pruneRecords(['c', 'b', 'a'], undefined);
    expect([...deletedIds].sort()).toEqual(['a', 'b', 'c']);
  });

  it('a long list is cut into calls that keep its order, each short enough for any proxy', async () => {
    const ids = Array.from({ length: 1100 }, (_, index) => `r${index.toString(36).padStart(24, '0')}`);
    const { docker, engine } = await openedEngine(holding(...ids.map((id) => record(id))));
    expect((await engine.pruneRecords(ids, undefined)).deletedIds).toHaveLength(1100);
    const sent = prunes(docker.requests).map((filters) => filters.slice(10, -5).split('|'));
    expect(sent.map((some) => some.length)).toEqual([500, 500, 100]);
    expect(sent.flat()).toEqual(ids);
    expect(docker.requests.every(({ target }) => target.length < 16_000)).toBe(true);
  });
});

describe('the time of the plan', () => {
  const until = '2026-11-21T03:48:11.244119861Z';
  it('goes along where a point in time is understood (API ≥ 1.43), so that what was used since stays', async () => {
    const later = Date.parse(until) + 1;
    const { docker, engine } = await openedEngine(holding(record('a'), record('b', [], later)));
    expect(await engine.pruneRecords(['a', 'b'], until)).toEqual({ deletedIds: ['a'] });
    expect(prunes(docker.requests)).toEqual([`{"id":["^(a|b)$"],"until":["${until}"]}`]);
  });

  it.each([
    ['1.41', '1.12'],
    ['1.42', '1.12'],
  ])('stays at home on %s, which takes durations alone', async (newest, least) => {
    const { docker, engine } = await openedEngine({
      script: ({ path }) => (path === '/version' ? { json: versionReply(newest, least) } : undefined),
    });
    await engine.pruneRecords(['a'], until);
    expect(prunes(docker.requests)).toEqual(['{"id":["^(a)$"]}']);
  });
});

describe('stopping', () => {
  const ids = Array.from({ length: 600 }, (_, index) => `r${index}`);

  it('never cuts off the call under way, and begins no other', async () => {
    const stop = new AbortController();
    const { docker, engine } = await openedEngine({
      ...holding(...ids.map((id) => record(id))),
      script: ({ path }) => {
        if (path === '/build/prune') stop.abort();
        return undefined;
      },
    });
    const { deletedIds } = await engine.pruneRecords(ids, undefined, stop.signal);
    expect([...deletedIds].sort()).toEqual(ids.slice(0, 500).sort());
    expect(prunes(docker.requests)).toHaveLength(1);
    expect(docker.engine.state.records).toHaveLength(100);
  });

  it('before the first call sends none', async () => {
    const { docker, engine } = await openedEngine(holding(record('a')));
    expect(await engine.pruneRecords(['a'], undefined, AbortSignal.abort())).toEqual({ deletedIds: [] });
    expect(prunes(docker.requests)).toEqual([]);
  });
});

describe('when the engine’s own report is lost', () => {
  it('an error after some went names them all the same', async () => {
    const { docker, engine } = await openedEngine({
      ...holding(record('a'), record('b')),
      script: ({ path }) => {
        if (path !== '/build/prune') return undefined;
        docker.engine.state.records = [record('b')];
        return { json: { message: 'failed to prune build cache: input/output error' }, status: 500 };
      },
    });
    expect(await engine.pruneRecords(['a', 'b'], undefined)).toEqual({ deletedIds: ['a'] });
  });

  it('an error with nothing gone is an error', async () => {
    const { engine } = await openedEngine({
      ...holding(record('a')),
      script: ({ path }) => (path === '/build/prune' ? 'reset' : undefined),
    });
    await expect(engine.pruneRecords(['a'], undefined)).rejects.toMatchObject({ kind: 'gone' });
  });
});

it('Podman has no cache to prune, and is not asked', async () => {
  const { docker, engine } = await openedEngine({
    script: ({ path }) =>
      path === '/_ping' ? { json: 'OK', headers: { 'Libpod-API-Version': '4.3.1' } } : undefined,
  });
  expect(await engine.pruneRecords(['a'], undefined)).toEqual({ deletedIds: [] });
  expect(prunes(docker.requests)).toEqual([]);
});
