/** Which volumes a clean takes: anonymous ones that no container that stays names, and named ones that were ticked by name. */

import type { Container, Volume } from '../../../shared/usage.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { countBy } from './count-by.ts';
import {
  filterRules,
  firstReason,
  protectedRules,
  unmarkedRules,
  untickedRules,
  type KeepRule,
} from './keep-rules.ts';
import { isBuilderVolume } from './known-tools.ts';
import type { Parted } from './predict.ts';

/** A tick is the user's own word: it passes over filters and ages, never over use or protection. */
export function chooseVolumes(scope: CleanScope, containers: Parted<Container>): readonly Choice<Volume>[] {
  if (!scope.options.kinds.includes('volume')) return [];
  const staying = new Set(containers.staying.flatMap((container) => container.volumeNames));
  const goingUsers = countBy(containers.going.flatMap(({ volumeNames }) => [...new Set(volumeNames)]));
  const isNamed = (volume: Volume): boolean => volume.isAnonymous === 'no';
  const unlessNamed = ([why, holds]: KeepRule<Volume>): KeepRule<Volume> => [
    why,
    (volume, place) => !isNamed(volume) && holds(volume, place),
  ];
  const keep = firstReason<Volume>([
    ...unmarkedRules(scope, 'volume'),
    ['builder', ({ name }) => isBuilderVolume(name)],
    [
      'in-use',
      ({ name, containerCount }) => staying.has(name) || (containerCount ?? 0) > (goingUsers.get(name) ?? 0),
    ],
    ...protectedRules(scope, 'volume'),
    ['named-volume', (volume) => isNamed(volume) && !scope.picks.tickedVolumes.has(volume.name)],
    ...filterRules(scope, 'volume', ({ createdAtMs }) => createdAtMs ?? scope.nowMs).map(unlessNamed),
    ...untickedRules(scope, 'volume'),
  ]);
  return scope.inventory.volumes.map((item, place) => ({
    item,
    why: isNamed(item) ? 'ticked-volume' : 'anonymous-volume',
    keep: keep(item, place),
  }));
}
