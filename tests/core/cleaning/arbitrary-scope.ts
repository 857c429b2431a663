/** Random engines, choices, rules and picks, for property tests: small pools, so that things meet. */

import fc from 'fast-check';
import { itemKey, type CleanScope, type Picks } from '../../../electron/core/cleaning/clean-scope.ts';
import type { CleanOptions } from '../../../shared/clean-options.ts';
import { DELETE_ORDER } from '../../../shared/plan.ts';
import type { Container, Image, Inventory, Network, Volume } from '../../../shared/usage.ts';
import { aContainer, anImage, anInventory, aNetwork, aVolume } from '../an-inventory.ts';
import { arbitraryRecords } from '../usage/arbitrary-records.ts';
import { ruleOf } from './plan-of.ts';

/** All times of these engines are before this. */
const ENGINE_NOW_MS = 1_000_000;

const RULES = [
  'image:app',
  'image:app:*',
  'image:docker.io/library/web:1',
  'image:i1',
  'name:*2',
  'name:data?',
  'label:keep',
  'label:keep=y*',
  'container:c1',
  'volume:data*',
  'project:shop',
  'cache-type:exec.cachemount',
  'cache-type:source.*',
  'cache:pulled from *',
  'cache:local source for context',
];
const timeMs = fc.nat(ENGINE_NOW_MS);
const labels = fc.constantFrom<Readonly<Record<string, string>>[]>(
  {},
  {},
  { keep: 'yes' },
  { keep: 'no' },
  { 'com.docker.compose.project': 'shop' },
  { 'com.docker.compose.project': 'blog' },
  { 'org.testcontainers': 'true' },
);
const imageId = fc.nat(7).map((index) => `i${index}`);
const volumeNames = ['data1', 'data2', 'cache', 'a'.repeat(64), 'buildx_buildkit_b0_state'];
const networkNames = ['front', 'back', 'net2', 'bridge'];

const image = fc.record({
  references: fc.subarray(['app:1', 'app:2', 'web:1', 'registry.local:5000/web:2'], { maxLength: 2 }),
  digests: fc.subarray(['app@sha256:aa', 'web@sha256:bb'], { maxLength: 1 }),
  parent: fc.option(fc.nat(), { nil: undefined }),
  createdAtMs: timeMs,
  sizeBytes: fc.nat(1_000),
  containerCount: fc.constantFrom(0, 0, 0, 1),
  labels,
  layers: fc.constantFrom(
    [],
    [{ chainId: 'base', sizeBytes: 100 }],
    [
      { chainId: 'base', sizeBytes: 100 },
      { chainId: 'base/app', sizeBytes: 10 },
    ],
    undefined,
  ),
});
const container = fc.record({
  name: fc.constantFrom('/c1', 'web2', 'buildx_buildkit_b0'),
  imageId,
  state: fc.constantFrom('running', 'paused', 'exited', 'exited', 'created', 'dead', 'removing'),
  createdAtMs: timeMs,
  finishedAtMs: fc.option(timeMs, { nil: undefined }),
  writtenBytes: fc.option(fc.nat(1_000), { nil: undefined }),
  labels,
  volumeNames: fc.subarray(volumeNames, { maxLength: 2 }),
  networkRefs: fc.subarray(['front', 'back', 'n2'], { maxLength: 2 }),
});
const volume = fc.record({
  isAnonymous: fc.constantFrom<Volume['isAnonymous'][]>('yes', 'no', 'probably'),
  sizeBytes: fc.option(fc.nat(1_000), { nil: undefined }),
  containerCount: fc.constantFrom(0, 0, 1, undefined),
  createdAtMs: fc.option(timeMs, { nil: undefined }),
  labels,
});
const network = fc.record({
  createdAtMs: timeMs,
  labels,
  containerIds: fc.subarray(['c0', 'c1'], { maxLength: 1 }),
});

function arbitraryInventory(): fc.Arbitrary<Inventory> {
  return fc
    .record({
      records: arbitraryRecords(),
      images: fc.array(image, { maxLength: 8 }),
      containers: fc.array(container, { maxLength: 6 }),
      volumes: fc.array(volume, { maxLength: volumeNames.length }),
      networks: fc.array(network, { maxLength: networkNames.length }),
    })
    .map(({ records, images, containers, volumes, networks }) =>
      anInventory({
        records,
        images: images.map(({ parent, ...rest }, index): Image =>
          anImage({
            ...rest,
            id: `i${index}`,
            parentId: parent === undefined || index === 0 ? undefined : `i${parent % index}`,
          }),
        ),
        containers: containers.map((rest, index): Container => aContainer({ ...rest, id: `c${index}` })),
        volumes: volumes.map((rest, index): Volume => aVolume({ ...rest, name: volumeNames[index] ?? '' })),
        networks: networks.map((rest, index): Network => {
          const name = networkNames[index] ?? '';
          return aNetwork({ ...rest, id: `n${index}`, name, isPredefined: name === 'bridge' });
        }),
      }),
    );
}

const seldom = <T>(value: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: value });

function arbitraryOptions(): fc.Arbitrary<CleanOptions> {
  return fc.record({
    preset: fc.constant('deep' as const),
    kinds: seldom(fc.subarray([...DELETE_ORDER]), [...DELETE_ORDER]),
    images: fc.constantFrom('dangling', 'unused'),
    cacheTypes: seldom(fc.subarray(['regular', 'internal', 'exec.cachemount']), null),
    keepsCacheMounts: fc.boolean(),
    takesShared: fc.boolean(),
    olderThanMs: seldom(fc.nat(ENGINE_NOW_MS), null),
    recordsOlderThanMs: seldom(fc.nat(ENGINE_NOW_MS), null),
    keepStorageBytes: seldom(fc.nat(10_000_000_000), null),
    keepNewestImages: seldom(fc.nat(3), null),
    labels: seldom(fc.subarray(['keep', 'keep=n*']), []),
    names: seldom(fc.subarray(['*1', 'app', 'c?']), []),
    projects: seldom(fc.subarray(['shop', 'b*']), []),
  });
}

export function arbitraryRules(): fc.Arbitrary<CleanScope['guard']['protectRules']> {
  return fc.subarray(RULES, { maxLength: 3 }).map((rules) => rules.map(ruleOf));
}

/** Keys of things that may or may not be there. */
const picks: fc.Arbitrary<Picks> = fc.record({
  unticked: fc
    .array(fc.tuple(fc.constantFrom(...DELETE_ORDER), fc.nat(9)), { maxLength: 4 })
    .map(
      (keys) =>
        new Set(
          keys.map(([kind, index]) =>
            itemKey(kind, kind === 'volume' ? (volumeNames[index] ?? '') : `${kind[0] ?? ''}${index}`),
          ),
        ),
    ),
  tickedVolumes: fc.subarray(volumeNames, { maxLength: 3 }).map((names) => new Set(names)),
});

export function arbitraryScope(): fc.Arbitrary<CleanScope> {
  return fc.record({
    inventory: arbitraryInventory(),
    options: arbitraryOptions(),
    nowMs: fc.constant(ENGINE_NOW_MS),
    guard: fc.record({ protectRules: arbitraryRules(), keepsKnownTools: fc.boolean() }),
    picks,
  });
}
