/** Which containers a clean takes: stopped ones that nobody keeps for later. */

import type { Container } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';
import { firstReason, isTooYoung, runningProjects, type Choice, type CleanScope } from './clean-scope.ts';
import { belongsToKnownTool, composeProject, isBuilderContainer } from './known-tools.ts';

export function chooseContainers(scope: CleanScope): readonly Choice<Container>[] {
  if (!scope.options.kinds.includes('container')) return [];
  const { containers } = scope.inventory;
  const running = runningProjects(containers);
  return containers.map((item) => ({
    item,
    why: 'stopped-container',
    keep: firstReason(
      [isAlive(item) || item.state === 'removing', 'in-use'],
      [isBuilderContainer(item.name), 'builder'],
      [running.has(composeProject(item.labels) ?? ''), 'compose-project-runs'],
      [scope.guard.keepsKnownTools && belongsToKnownTool(item.labels, [item.name]), 'known-tool'],
      // What it wrote is as young as its last run, not as its creation (docker's own `until` sees creation alone).
      [isTooYoung(scope, 'other', item.finishedAtMs ?? item.createdAtMs), 'too-young'],
    ),
  }));
}
