/** What may be marked for a plan: what the rules of every clean leave to the user, each thing looked at by itself. */

import { choicesOf, type CleanOptions } from '../../../shared/clean-options.ts';
import type { Container, Inventory } from '../../../shared/usage.ts';
import { chooseContainers } from '../cleaning/choose-containers.ts';
import { chooseImages } from '../cleaning/choose-images.ts';
import { chooseVolumes } from '../cleaning/choose-volumes.ts';
import { canTick, NO_PICKS, type Choice, type CleanScope, type Guard } from '../cleaning/clean-scope.ts';

/** Everything of every age. */
const everything: CleanOptions = {
  ...choicesOf('deep'),
  preset: 'deep',
  kinds: ['container', 'image', 'volume'],
  images: 'unused',
  olderThanMs: null,
};

export interface Markable {
  /** Ids. */
  readonly containers: ReadonlySet<string>;
  readonly images: ReadonlySet<string>;
  /** Names. */
  readonly volumes: ReadonlySet<string>;
}

/** Images and volumes that no container names but these, which go before them. */
export function markable(
  inventory: Inventory,
  guard: Guard,
  goingContainers: ReadonlySet<Container> = new Set(),
): Markable {
  const scope: CleanScope = { inventory, options: everything, nowMs: 0, guard, picks: NO_PICKS };
  const containers = {
    going: [...goingContainers],
    staying: inventory.containers.filter((container) => !goingContainers.has(container)),
  };
  return {
    containers: canBeTicked(chooseContainers(scope), ({ id }) => id),
    images: canBeTicked(chooseImages(scope, containers), ({ id }) => id),
    volumes: canBeTicked(chooseVolumes(scope, containers), ({ name }) => name),
  };
}

function canBeTicked<T>(choices: readonly Choice<T>[], idOf: (item: T) => string): ReadonlySet<string> {
  return new Set(choices.filter(canTick).map(({ item }) => idOf(item)));
}
