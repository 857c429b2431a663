import { describe, expect, test } from 'vitest';
import { itemKey } from '../../../electron/core/cleaning/clean-scope.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { aContainer, anImage, aNetwork, aVolume, ENGINE_NOW_MS } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { going, planOf, reasons } from './plan-of.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): number => ENGINE_NOW_MS - days * DAY_MS;

/** Each made from the one before; `agesDays` are the days since each was used. */
function aChain(...agesDays: readonly number[]): readonly CacheRecord[] {
  return agesDays.map((age, index) =>
    aRecord({
      id: `s${index}`,
      parentIds: index === 0 ? [] : [`s${index - 1}`],
      lastUsedAtMs: daysAgo(age),
      sizeBytes: 10,
    }),
  );
}

describe('a record’s age', () => {
  test('is that of its youngest descendant: a fresh leaf keeps a long chain of old parents', () => {
    const records = aChain(...Array<number>(50).fill(90), 1);
    const plan = planOf({ records }, { preset: 'quick' });
    expect(going(plan)).toEqual([]);
    expect(reasons(plan)).toEqual(['1 record too-young', '50 record child-stays']);
  });

  test('does not count its ancestors: old leaves go from under a fresh base, leaf first, and no further', () => {
    const plan = planOf({ records: aChain(1, 2, 30, 60, 90) }, { preset: 'quick' });
    expect(going(plan)).toEqual(['record s4', 'record s3', 'record s2']);
    expect(reasons(plan)).toEqual(['2 record too-young']);
  });

  test('lets whole stale sub-trees go in one clean', () => {
    const records = aChain(...Array<number>(200).fill(30));
    expect(planOf({ records }, { preset: 'quick' }).items).toHaveLength(200);
  });
});

describe('storage to keep', () => {
  const records = [...aChain(40, 30), aRecord({ id: 'old', lastUsedAtMs: daysAgo(50), sizeBytes: 10 })];
  const planKeeping = (keepStorageBytes: number, more: readonly CacheRecord[] = []) =>
    planOf({ records: [...records, ...more] }, { preset: 'cache', keepStorageBytes });

  test('lets the least valuable go until what stays is small enough', () => {
    expect(going(planKeeping(30))).toEqual([]);
    expect(going(planKeeping(29))).toEqual(['record old']);
    expect(going(planKeeping(20))).toEqual(['record old']);
    expect(going(planKeeping(10)).toSorted()).toEqual(['record old', 'record s1']);
    expect(planKeeping(0).items).toHaveLength(3);
    expect(reasons(planKeeping(20))).toEqual(['2 record kept-storage']);
  });

  test('counts what an image holds too as nothing: it frees nothing', () => {
    const shared = aRecord({ id: 'shared', isShared: true, sizeBytes: 1_000 });
    expect(going(planKeeping(30, [shared]))).toEqual([]);
    const inUse = aRecord({ id: 'busy', isInUse: true, sizeBytes: 1_000 });
    expect(planKeeping(30, [inUse]).items).toHaveLength(3);
  });

  test('keeps what was used more often, of what was last used together', () => {
    const twins = [1, 9].map((useCount) =>
      aRecord({ id: `used-${useCount}`, useCount, sizeBytes: 10, lastUsedAtMs: daysAgo(5) }),
    );
    const plan = planOf({ records: twins }, { preset: 'cache', keepStorageBytes: 10 });
    expect(going(plan)).toEqual(['record used-1']);
  });

  test('takes no other record in the place of one that was unticked', () => {
    const picks = { unticked: new Set([itemKey('record', 'old')]), tickedVolumes: new Set<string>() };
    const plan = planOf({ records }, { preset: 'cache', keepStorageBytes: 20 }, { picks });
    expect(going(plan)).toEqual([]);
    expect(reasons(plan)).toContain('1 record unticked');
  });
});

describe('what was not chosen', () => {
  test('of cache types, stays and is said', () => {
    const records = [aRecord({ id: 'layer' }), aRecord({ id: 'context', type: 'source.local' })];
    const plan = planOf({ records }, { preset: 'cache', cacheTypes: ['source.local'] });
    expect(going(plan)).toEqual(['record context']);
    expect(reasons(plan)).toEqual(['1 record not-chosen']);
  });

  test('of labels, names and projects, stays and is said; the build cache is left out altogether', () => {
    const inventory = {
      containers: [
        aContainer({ id: 'both', labels: { ci: '1', tmp: 'yes' } }),
        aContainer({ id: 'one', labels: { ci: '1' } }),
      ],
      images: [anImage({ id: 'i', references: ['docker.io/ci/app:1'] })],
      networks: [aNetwork({ id: 'n', labels: { 'com.docker.compose.project': 'shop-7' } })],
      records: [aRecord({ id: 'r' })],
    };
    const byLabel = planOf(inventory, { preset: 'deep', labels: ['ci', 'tmp=y*'] });
    expect(going(byLabel)).toEqual(['container both']);
    expect(reasons(byLabel)).toEqual([
      '1 container not-chosen',
      '1 network not-chosen',
      '1 image not-chosen',
    ]);
    expect(going(planOf(inventory, { preset: 'deep', names: ['ci/*'] }))).toEqual(['image i']);
    expect(going(planOf(inventory, { preset: 'deep', projects: ['shop-*'] }))).toEqual(['network n']);
  });
});

test('the newest images of each repository stay, whoever uses them', () => {
  const image = (id: string, reference: string, age: number, containerCount = 0) =>
    anImage({ id, references: [reference], createdAtMs: daysAgo(age), containerCount });
  const images = [
    image('a1', 'app:1', 9),
    image('a2', 'app:2', 5),
    image('a2too', 'app:2b', 5),
    image('a3', 'app:3', 1, 1),
    image('r1', 'localhost:5000/app:1', 20),
  ];
  const plan = planOf({ images }, { preset: 'deep', keepNewestImages: 2 });
  expect(going(plan)).toEqual(['image a1']);
  expect(reasons(plan).toSorted()).toEqual(['1 image in-use', '3 image newest']);
});

describe('picks', () => {
  test('an unticked record keeps what it was made from; an unticked container what it needs', () => {
    const picks = {
      unticked: new Set([itemKey('record', 's1'), itemKey('container', 'c')]),
      tickedVolumes: new Set<string>(),
    };
    const plan = planOf(
      {
        records: aChain(9, 9, 9),
        containers: [aContainer({ id: 'c', imageId: 'i' })],
        images: [anImage({ id: 'i', references: ['app:1'], containerCount: 1 })],
      },
      { preset: 'deep' },
      { picks },
    );
    expect(going(plan)).toEqual(['record s2']);
    expect(reasons(plan)).toEqual([
      '1 container unticked',
      '1 image in-use',
      '1 record unticked',
      '1 record child-stays',
    ]);
  });

  test('a ticked named volume goes whatever its age, unless it is used or a builder’s', () => {
    const volumes = [
      aVolume({ name: 'data', isAnonymous: 'no', createdAtMs: ENGINE_NOW_MS }),
      aVolume({ name: 'used', isAnonymous: 'no', containerCount: 1 }),
      aVolume({ name: 'other', isAnonymous: 'no' }),
      aVolume({ name: 'buildx_buildkit_b0_state', isAnonymous: 'no' }),
    ];
    const tickedVolumes = new Set(['data', 'used', 'buildx_buildkit_b0_state']);
    const plan = planOf(
      { volumes },
      { preset: 'deep', kinds: ['volume'], olderThanMs: DAY_MS },
      { picks: { unticked: new Set(), tickedVolumes } },
    );
    expect(plan.items.map(({ name, why }) => `${name} ${why}`)).toEqual(['data ticked-volume']);
    expect(reasons(plan)).toEqual(['1 volume in-use', '1 volume named-volume', '1 volume builder']);
  });
});
