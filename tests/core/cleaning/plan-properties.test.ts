/** What holds of every plan, whatever the engine holds and whatever was asked for: more than 11,000 random cases. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemKey, type CleanScope } from '../../../electron/core/cleaning/clean-scope.ts';
import { traitsOf } from '../../../electron/core/cleaning/item-traits.ts';
import { weighScope } from '../../../electron/core/cleaning/weigh-scope.ts';
import { DELETE_ORDER, type Plan } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { arbitraryRules, arbitraryScope } from './arbitrary-scope.ts';
import { plainModel } from './plain-model.ts';
import {
  containerThing,
  imageThing,
  isProtectedByRule,
  networkThing,
  recordThing,
  volumeThing,
  type Thing,
} from './plain-things.ts';
import { going, planOfScope } from './plan-of.ts';

const goingSet = (scope: CleanScope): ReadonlySet<string> => new Set(going(planOfScope(scope)));
const isSubset = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((key) => other.has(key));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

// Seconds in all, on an idle machine.
describe('any plan', { timeout: 60_000 }, () => {
  test('is what the plain model takes', () => {
    fc.assert(
      fc.property(arbitraryScope(), (scope) => {
        expect(goingSet(scope)).toEqual(plainModel(scope));
      }),
      { numRuns: 4_000 },
    );
  });

  test('holds nothing protected, in use, unticked, or not on the list', () => {
    fc.assert(
      fc.property(arbitraryScope(), (scope) => {
        const planned = goingSet(scope);
        expect(forbidden(scope).filter((key) => planned.has(key))).toEqual([]);
        expect([...planned].filter((key) => !listed(scope.inventory).has(key))).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  test('can be executed in its order: nothing goes before what was made from it or uses it', () => {
    fc.assert(
      fc.property(arbitraryScope(), ({ inventory, ...scope }) => {
        const plan = planOfScope({ inventory, ...scope });
        const kinds = plan.items.map(({ kind }) => DELETE_ORDER.indexOf(kind));
        expect(kinds).toEqual([...kinds].sort());
        const before = new Set<string>();
        for (const key of going(plan)) {
          expect(usersOf(inventory, key).filter((user) => !before.has(user))).toEqual([]);
          before.add(key);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  test('and what stays make up all that was looked at, and its parts add up', () => {
    fc.assert(
      fc.property(arbitraryScope(), (scope) => {
        const { choices } = weighScope(scope);
        const plan = planOfScope(scope);
        for (const kind of DELETE_ORDER) {
          const { sizeBytes } = traitsOf(kind);
          const kept = plan.kept.filter((group) => group.kind === kind);
          const gone = plan.items.filter((item) => item.kind === kind);
          expect(sum(kept.map(({ count }) => count)) + gone.length).toBe(choices[kind].length);
          const stays = choices[kind].filter(({ keep }) => keep !== undefined);
          expect(sum(kept.map((group) => group.sizeBytes))).toBe(
            sum(stays.map(({ item }) => sizeBytes(item))),
          );
        }
        expectSums(plan);
      }),
      { numRuns: 1_000 },
    );
  });

  test('does not depend on the order in which the engine lists things', () => {
    const shuffled = arbitraryScope().chain((scope) =>
      fc.tuple(fc.constant(scope), shuffle(scope.inventory)),
    );
    fc.assert(
      fc.property(shuffled, ([scope, inventory]) => {
        expect(goingSet({ ...scope, inventory })).toEqual(goingSet(scope));
      }),
      { numRuns: 1_000 },
    );
  });

  test('only shrinks as a tick is taken away', () => {
    fc.assert(
      fc.property(arbitraryScope(), fc.nat(), (scope, which) => {
        const planned = goingSet(scope);
        const key = [...planned][which % Math.max(planned.size, 1)];
        fc.pre(key !== undefined);
        const unticked = new Set([...scope.picks.unticked, key]);
        const less = goingSet({ ...scope, picks: { ...scope.picks, unticked } });
        expect(less.has(key)).toBe(false);
        expect(isSubset(less, planned)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('only shrinks as a rule is added, unless some cache is to be left: then others make up for it', () => {
    fc.assert(
      fc.property(arbitraryScope(), arbitraryRules(), (given, more) => {
        const scope = { ...given, options: { ...given.options, keepStorageBytes: null } };
        const protectRules = [...scope.guard.protectRules, ...more];
        const less = goingSet({ ...scope, guard: { ...scope.guard, protectRules } });
        expect(isSubset(less, goingSet(scope))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('leaves at most the storage to keep, or nothing that could still go', () => {
    fc.assert(
      fc.property(arbitraryScope(), fc.nat(5_000_000_000), ({ picks, ...given }, keepStorageBytes) => {
        const scope = {
          ...given,
          picks: { ...picks, unticked: new Set<string>() },
          options: { ...given.options, keepStorageBytes, labels: [], names: [], projects: [] },
        };
        const plan = planOfScope(scope);
        const gone = new Set(plan.items.filter(({ kind }) => kind === 'record').map(({ id }) => id));
        const left = scope.inventory.records.filter(({ id, isShared }) => !gone.has(id) && !isShared);
        const couldGo = plan.kept.some(({ why }) => why === 'kept-storage');
        expect(!couldGo || sum(left.map(({ sizeBytes }) => sizeBytes)) <= keepStorageBytes).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function expectSums({ items, predicted: { engineBytes, diskBytes } }: Plan): void {
  expect(sum(items.map(({ sizeBytes }) => sizeBytes))).toBe(engineBytes);
  expect(sum(items.map(({ freesBytes }) => freesBytes))).toBe(diskBytes.certain);
  expect(diskBytes.certain).toBeLessThanOrEqual(diskBytes.possible);
  expect(diskBytes.possible).toBeLessThanOrEqual(engineBytes);
}

/** Keys that no plan of this scope may hold. */
function forbidden({ inventory, guard, picks, options }: CleanScope): readonly string[] {
  const isKept = (thing: Thing): boolean => isProtectedByRule(guard.protectRules, thing);
  const alive = inventory.containers.filter(({ state }) => ['running', 'paused', 'removing'].includes(state));
  return [
    ...picks.unticked,
    ...alive.flatMap(({ id, imageId, volumeNames }) => [
      `container ${id}`,
      `image ${imageId}`,
      ...volumeNames.map((name) => `volume ${name}`),
    ]),
    'volume buildx_buildkit_b0_state',
    ...inventory.containers.filter((each) => isKept(containerThing(each))).map(({ id }) => `container ${id}`),
    ...inventory.networks
      .filter((each) => each.isPredefined || isKept(networkThing(each)))
      .map(({ id }) => `network ${id}`),
    ...inventory.images.filter((each) => isKept(imageThing(each))).map(({ id }) => `image ${id}`),
    ...inventory.records
      .filter((each) => each.isInUse || isKept(recordThing(each)))
      .map(({ id }) => `record ${id}`),
    ...inventory.volumes
      .filter((each) => isKept(volumeThing(each)) || isUntickedNamed(each, picks.tickedVolumes))
      .map(({ name }) => `volume ${name}`),
    ...[...listed(inventory)].filter((key) => options.kinds.every((kind) => !key.startsWith(kind))),
  ];
}

function isUntickedNamed(volume: Inventory['volumes'][number], ticked: ReadonlySet<string>): boolean {
  return volume.isAnonymous === 'no' && !ticked.has(volume.name);
}

function listed(inventory: Inventory): ReadonlySet<string> {
  return new Set([
    ...inventory.containers.map(({ id }) => itemKey('container', id)),
    ...inventory.networks.map(({ id }) => itemKey('network', id)),
    ...inventory.images.map(({ id }) => itemKey('image', id)),
    ...inventory.records.map(({ id }) => itemKey('record', id)),
    ...inventory.volumes.map(({ name }) => itemKey('volume', name)),
  ]);
}

/** What must be gone before this can go. */
function usersOf(inventory: Inventory, key: string): readonly string[] {
  const [kind = '', id = ''] = key.split(' ');
  const name = inventory.networks.find((network) => network.id === id)?.name ?? '';
  const containersWith = (uses: (container: Inventory['containers'][number]) => boolean): readonly string[] =>
    inventory.containers.filter(uses).map((container) => `container ${container.id}`);
  switch (kind) {
    case 'network':
      return containersWith(({ networkRefs }) => networkRefs.includes(id) || networkRefs.includes(name));
    case 'image':
      return [
        ...containersWith(({ imageId }) => imageId === id),
        ...inventory.images.filter(({ parentId }) => parentId === id).map((image) => `image ${image.id}`),
      ];
    case 'record':
      return inventory.records
        .filter(({ parentIds }) => parentIds.includes(id))
        .map((record) => `record ${record.id}`);
    case 'volume':
      return containersWith(({ volumeNames }) => volumeNames.includes(id));
    default:
      return [];
  }
}

function shuffle(inventory: Inventory): fc.Arbitrary<Inventory> {
  const mixed = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...list], { minLength: list.length });
  return fc.record({
    ...Object.fromEntries(Object.entries(inventory).map(([name, value]) => [name, fc.constant(value)])),
    records: mixed(inventory.records),
    images: mixed(inventory.images),
    containers: mixed(inventory.containers),
    volumes: mixed(inventory.volumes),
    networks: mixed(inventory.networks),
  }) as unknown as fc.Arbitrary<Inventory>;
}
