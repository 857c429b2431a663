import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELETE_ORDER } from '../../../shared/plan.ts';
import { aContainer, anImage, aNetwork, aVolume, ENGINE_NOW_MS } from '../an-inventory.ts';
import { going, planOf, reasons } from './plan-of.ts';
import { aRecord, arbitraryRecords } from '../usage/arbitrary-records.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_KIND = [...DELETE_ORDER];

describe('the cache preset', () => {
  test('takes what frees now and nothing shared or in use', () => {
    const records = [
      aRecord({ id: 'free' }),
      aRecord({ id: 'shared', isShared: true }),
      aRecord({ id: 'busy', isInUse: true }),
    ];
    const plan = planOf({ records }, { preset: 'cache' });
    expect(going(plan)).toEqual(['record free']);
    expect(reasons(plan)).toEqual(['1 record shared', '1 record in-use']);
  });

  test('touches nothing but the build cache', () => {
    const plan = planOf(
      { containers: [aContainer({ id: 'c' })], images: [anImage({ id: 'i' })] },
      { preset: 'cache' },
    );
    expect(going(plan)).toEqual([]);
  });
});

describe('the quick preset', () => {
  test('keeps cache used in the last week, cache mounts, and what is shared', () => {
    const records = [
      aRecord({ id: 'old', lastUsedAtMs: ENGINE_NOW_MS - 8 * DAY_MS }),
      aRecord({ id: 'fresh', lastUsedAtMs: ENGINE_NOW_MS - 6 * DAY_MS }),
      aRecord({ id: 'never-used', lastUsedAtMs: undefined, createdAtMs: ENGINE_NOW_MS - DAY_MS }),
      aRecord({ id: 'mount', type: 'exec.cachemount' }),
      aRecord({ id: 'shared', isShared: true }),
    ];
    expect(going(planOf({ records }, { preset: 'quick' }))).toEqual(['record old']);
    expect(going(planOf({ records }, { preset: 'quick', keepsCacheMounts: false }))).toEqual([
      'record old',
      'record mount',
    ]);
  });

  test('a fresh child keeps its old parents', () => {
    const records = [
      aRecord({ id: 'base' }),
      aRecord({ id: 'step', parentIds: ['base'], lastUsedAtMs: ENGINE_NOW_MS }),
    ];
    const plan = planOf({ records }, { preset: 'quick' });
    expect(going(plan)).toEqual([]);
    expect(reasons(plan)).toEqual(['1 record too-young', '1 record child-stays']);
  });

  test('takes dangling images, not unused ones, and containers that ended over a day ago', () => {
    const plan = planOf(
      {
        images: [anImage({ id: 'dangling' }), anImage({ id: 'tagged', references: ['app:1'] })],
        containers: [
          aContainer({ id: 'old', finishedAtMs: ENGINE_NOW_MS - 2 * DAY_MS }),
          aContainer({ id: 'ended-an-hour-ago', createdAtMs: 0, finishedAtMs: ENGINE_NOW_MS - HOUR_MS }),
        ],
      },
      { preset: 'quick' },
    );
    expect(going(plan)).toEqual(['container old', 'image dangling']);
  });
});

describe('the deep preset', () => {
  test('deletes in the order that frees: containers, networks, images, cache, volumes', () => {
    const plan = planOf(
      {
        containers: [aContainer({ id: 'c', imageId: 'i', volumeNames: ['v'], networkRefs: ['n'] })],
        networks: [aNetwork({ id: 'n' })],
        images: [anImage({ id: 'i', references: ['app:1'], containerCount: 1 })],
        records: [aRecord({ id: 'r', isShared: true })],
        volumes: [aVolume({ name: 'v', containerCount: 1 })],
      },
      { preset: 'deep', kinds: EVERY_KIND },
    );
    expect(going(plan)).toEqual(['container c', 'network n', 'image i', 'record r', 'volume v']);
  });

  test('keeps what a running container needs, and networks a kept one only names', () => {
    const plan = planOf(
      {
        containers: [
          aContainer({ id: 'web', state: 'running', imageId: 'i', networkRefs: ['front'] }),
          aContainer({ id: 'node', labels: { 'io.x-k8s.kind.cluster': 'dev' }, networkRefs: ['kind'] }),
        ],
        images: [anImage({ id: 'i', references: ['app:1'], containerCount: 1 })],
        networks: [
          aNetwork({ id: '1', name: 'front' }),
          aNetwork({ id: '2', name: 'kind' }),
          aNetwork({ id: '3', name: 'idle' }),
        ],
      },
      { preset: 'deep' },
    );
    expect(going(plan)).toEqual(['network 3']);
  });

  test('keeps an image that the engine says has a container we cannot see', () => {
    const plan = planOf(
      { images: [anImage({ id: 'i', references: ['app:1'], containerCount: 2 })] },
      { preset: 'deep' },
    );
    expect(reasons(plan)).toEqual(['1 image in-use']);
  });

  test('keeps the parent of an image that stays, and deletes children first', () => {
    const images = [
      anImage({ id: 'parent' }),
      anImage({ id: 'child', parentId: 'parent', references: ['app:1'] }),
      anImage({ id: 'base' }),
      anImage({ id: 'used', parentId: 'base', references: ['web:1'], containerCount: 1 }),
    ];
    const plan = planOf({ images }, { preset: 'deep' });
    expect(going(plan)).toEqual(['image child', 'image parent']);
    expect(reasons(plan)).toEqual(['1 image in-use', '1 image child-stays']);
  });

  test('keeps everything of a Compose project that still runs', () => {
    const labels = { 'com.docker.compose.project': 'shop' };
    const plan = planOf(
      {
        containers: [aContainer({ id: 'web', state: 'running', labels }), aContainer({ id: 'job', labels })],
        networks: [aNetwork({ id: 'n', labels })],
        volumes: [aVolume({ name: 'v', labels })],
      },
      { preset: 'deep', kinds: EVERY_KIND },
    );
    expect(going(plan)).toEqual([]);
    expect(reasons(plan)).toContain('1 container compose-project-runs');
  });

  test('never takes a named volume, nor any without a tick', () => {
    const volumes = [aVolume({ name: 'named', isAnonymous: 'no' }), aVolume({ name: 'anonymous' })];
    expect(going(planOf({ volumes }, { preset: 'deep' }))).toEqual([]);
    expect(going(planOf({ volumes }, { preset: 'deep', kinds: EVERY_KIND }))).toEqual(['volume anonymous']);
  });

  test('keeps stopped buildx builders', () => {
    const containers = [aContainer({ id: 'b', name: 'buildx_buildkit_extra0' })];
    expect(reasons(planOf({ containers }, { preset: 'deep' }))).toEqual(['1 container builder']);
  });

  test('an age spares what is younger, of every kind', () => {
    const young = ENGINE_NOW_MS - HOUR_MS;
    const plan = planOf(
      {
        containers: [aContainer({ id: 'c', finishedAtMs: young })],
        images: [anImage({ id: 'i', createdAtMs: young })],
        networks: [aNetwork({ id: 'n', createdAtMs: young })],
        records: [aRecord({ id: 'r', lastUsedAtMs: young })],
        volumes: [aVolume({ name: 'v', createdAtMs: young })],
      },
      { preset: 'deep', kinds: EVERY_KIND, olderThanMs: DAY_MS, recordsOlderThanMs: DAY_MS },
    );
    expect(going(plan)).toEqual([]);
  });
});

test('no plan holds a record in use, one of its ancestors, or a parent before its child', () => {
  const options = fc.record({
    preset: fc.constantFrom('cache' as const, 'quick' as const, 'deep' as const),
    keepsCacheMounts: fc.boolean(),
    olderThanMs: fc.option(fc.nat(1_000_000)),
  });
  fc.assert(
    fc.property(arbitraryRecords(), options, (records, given) => {
      const ids = planOf({ records }, given).items.map(({ id }) => id);
      const byId = new Map(records.map((record) => [record.id, record]));
      for (const [place, id] of ids.entries()) {
        expect(byId.get(id)?.isInUse).toBe(false);
        for (const child of records.filter((record) => record.parentIds.includes(id))) {
          expect(ids.slice(0, place)).toContain(child.id);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
