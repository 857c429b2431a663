/** Which networks a deep clean takes: those that no container that stays is on, or names for its next start. */

import type { Container, Network } from '../../../shared/usage.ts';
import { firstReason, isTooYoung, runningProjects, type Choice, type CleanScope } from './clean-scope.ts';
import { belongsToKnownTool, composeProject } from './known-tools.ts';

export function chooseNetworks(
  scope: CleanScope,
  keptContainers: readonly Container[],
): readonly Choice<Network>[] {
  if (!scope.options.kinds.includes('network')) return [];
  const named = new Set(keptContainers.flatMap((container) => container.networkRefs));
  const keptIds = new Set(keptContainers.map((container) => container.id));
  const running = runningProjects(scope.inventory.containers);
  return scope.inventory.networks
    .filter((network) => !network.isPredefined)
    .map((item) => ({
      item,
      why: 'unused-network',
      keep: firstReason(
        [
          named.has(item.id) || named.has(item.name) || item.containerIds.some((id) => keptIds.has(id)),
          'in-use',
        ],
        [running.has(composeProject(item.labels) ?? ''), 'compose-project-runs'],
        [scope.guard.keepsKnownTools && belongsToKnownTool(item.labels, [item.name]), 'known-tool'],
        [isTooYoung(scope, 'other', item.createdAtMs), 'too-young'],
      ),
    }));
}
