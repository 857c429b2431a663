/** Scenes of the build cache: list, tree, map, details, marks, and the lists that are short of something. */

import type { Handlers } from '../../shared/contract.ts';
import type { ItemDetails } from '../../shared/browse-details.ts';
import { emptyState, readyState, unreachableState } from '../fakes/app-states.ts';
import { fakePlan } from '../fakes/fake-plan.ts';
import { developerRecords, fakeRecords } from '../fakes/fake-records.ts';
import type { Scene } from './scene.ts';

export function cacheScenesAt(nowMs: number): Readonly<Record<string, Scene>> {
  const state = readyState(nowMs);
  const lists = fakeRecords(developerRecords(nowMs), nowMs - 12_000);
  const { createPlan: planMarked, ...plan } = fakePlan(nowMs);
  const answers: Partial<Handlers> = {
    ...lists,
    ...plan,
    planMarked: () => planMarked({ preset: 'cache' }),
    itemDetails: async (input) => withHolders(await lists.itemDetails(input)),
  };
  const cache: Scene = { goesTo: 'cache', state, answers };
  const empty = fakeRecords([], nowMs);
  return {
    ...Object.fromEntries(
      ['cache-list', 'cache-details', 'cache-marked', 'cache-plan', 'cache-tree', 'cache-map'].map((name) => [
        name,
        cache,
      ]),
    ),
    'cache-map-details': cache,
    'cache-tree-found': cache,
    'cache-none-found': cache,
    'cache-huge': {
      goesTo: 'cache',
      state,
      // Made only where it is drawn: every scene is made with all others.
      get answers() {
        return { ...answers, ...fakeRecords(developerRecords(nowMs, 100_000), nowMs - 12_000) };
      },
    },
    'cache-empty': { goesTo: 'cache', state: emptyState(nowMs), answers: empty },
    'cache-not-read': { goesTo: 'cache', state: emptyState(nowMs) },
    'cache-gone': { goesTo: 'cache', state: unreachableState(nowMs, 'gone', true), answers },
  };
}

function withHolders(details: ItemDetails | null): ItemDetails | null {
  if (details?.kind !== 'record' || details.row % 3 !== 0) return details;
  return {
    ...details,
    holders: [
      { name: 'registry.example.com/team/api:1.9', confidence: 'certain', goes: false },
      { name: 'shop/web:2.3.1', confidence: 'likely', goes: false },
    ],
  };
}
