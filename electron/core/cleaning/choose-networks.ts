/** Which networks a deep clean takes: those that no container that stays is on, or names for its next start. */

import type { Container, Network } from '../../../shared/usage.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { filterRules, firstReason, protectedRules, unmarkedRules, untickedRules } from './keep-rules.ts';

export function chooseNetworks(
  scope: CleanScope,
  keptContainers: readonly Container[],
): readonly Choice<Network>[] {
  if (!scope.options.kinds.includes('network')) return [];
  const named = new Set(keptContainers.flatMap((container) => container.networkRefs));
  const keptIds = new Set(keptContainers.map((container) => container.id));
  const keep = firstReason<Network>([
    ...unmarkedRules(scope, 'network'),
    [
      'in-use',
      ({ id, name, containerIds }) =>
        named.has(id) || named.has(name) || containerIds.some((each) => keptIds.has(each)),
    ],
    ...protectedRules(scope, 'network'),
    ...filterRules(scope, 'network', ({ createdAtMs }) => createdAtMs),
    ...untickedRules(scope, 'network'),
  ]);
  return scope.inventory.networks
    .filter(({ isPredefined }) => !isPredefined)
    .map((item, place) => ({ item, why: 'unused-network', keep: keep(item, place) }));
}
