/** Which containers a clean takes: stopped ones that nobody keeps for later. */

import type { Container } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { filterRules, firstReason, protectedRules, unmarkedRules, untickedRules } from './keep-rules.ts';
import { isBuilderContainer } from './known-tools.ts';

export function chooseContainers(scope: CleanScope): readonly Choice<Container>[] {
  if (!scope.options.kinds.includes('container')) return [];
  const keep = firstReason<Container>([
    ...unmarkedRules(scope, 'container'),
    ['in-use', (container) => isAlive(container) || container.state === 'removing'],
    ['builder', ({ name }) => isBuilderContainer(name)],
    ...protectedRules(scope, 'container'),
    // What it wrote is as young as its last run, not as its creation (docker's own `until` sees creation alone).
    ...filterRules(scope, 'container', (container) => container.finishedAtMs ?? container.createdAtMs),
    ...untickedRules(scope, 'container'),
  ]);
  return scope.inventory.containers.map((item, place) => ({
    item,
    why: 'stopped-container',
    keep: keep(item, place),
  }));
}
