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

type Ids = ReadonlySet<string>;

export function markableContainers(inventory: Inventory, guard: Guard): Ids {
  return canBeTicked(chooseContainers(scopeOf(inventory, guard)), ({ id }) => id);
}

/** Those that no container names but these, which go before them. */
export function markableImages(
  inventory: Inventory,
  guard: Guard,
  goingContainers: ReadonlySet<Container> = new Set(),
): Ids {
  const choices = chooseImages(scopeOf(inventory, guard), partedBy(goingContainers, inventory));
  return canBeTicked(choices, ({ id }) => id);
}

/** By name: those that no container names but these, which go before them. */
export function markableVolumes(
  inventory: Inventory,
  guard: Guard,
  goingContainers: ReadonlySet<Container> = new Set(),
): Ids {
  const choices = chooseVolumes(scopeOf(inventory, guard), partedBy(goingContainers, inventory));
  return canBeTicked(choices, ({ name }) => name);
}

function scopeOf(inventory: Inventory, guard: Guard): CleanScope {
  return { inventory, options: everything, nowMs: 0, guard, picks: NO_PICKS };
}

function partedBy(
  going: ReadonlySet<Container>,
  { containers }: Inventory,
): Record<'going' | 'staying', readonly Container[]> {
  return { going: [...going], staying: containers.filter((container) => !going.has(container)) };
}

function canBeTicked<T>(choices: readonly Choice<T>[], idOf: (item: T) => string): Ids {
  return new Set(choices.filter(canTick).map(({ item }) => idOf(item)));
}
