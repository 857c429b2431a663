/** Which volumes a clean takes: anonymous ones that no container that stays names, and only when ticked. Never a named one. */

import type { Container, Volume } from '../../../shared/usage.ts';
import { firstReason, isTooYoung, runningProjects, type Choice, type CleanScope } from './clean-scope.ts';
import { composeProject } from './known-tools.ts';

export function chooseVolumes(
  scope: CleanScope,
  containers: { readonly going: readonly Container[]; readonly staying: readonly Container[] },
): readonly Choice<Volume>[] {
  if (!scope.options.kinds.includes('volume')) return [];
  const staying = new Set(containers.staying.flatMap((container) => container.volumeNames));
  const running = runningProjects(scope.inventory.containers);
  const goingUsers = (name: string): number =>
    containers.going.filter((container) => container.volumeNames.includes(name)).length;
  return scope.inventory.volumes
    .filter((volume) => volume.isAnonymous !== 'no')
    .map((item) => ({
      item,
      why: 'anonymous-volume',
      keep: firstReason(
        [staying.has(item.name) || (item.containerCount ?? 0) > goingUsers(item.name), 'in-use'],
        [running.has(composeProject(item.labels) ?? ''), 'compose-project-runs'],
        [isTooYoung(scope, 'other', item.createdAtMs ?? scope.nowMs), 'too-young'],
      ),
    }));
}
