/** One volume: who uses it, and what its labels say. */

import type { VolumeDetails } from '../../../shared/browse-details.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { composeProject } from '../cleaning/known-tools.ts';
import { detailText, rowText } from './cut-text.ts';
import { linksTo } from './links.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { projectsOf } from './project-members.ts';
import { volumeUsers } from './volume-users.ts';

const MOST_LABELS = 100;

export function volumeDetails(
  _reading: BrowseReading,
  inventory: Inventory,
  rows: BrowseRows,
  name: string,
): VolumeDetails | undefined {
  const volume = inventory.volumes.find((each) => each.name === name);
  if (volume === undefined) return undefined;
  const project = composeProject(volume.labels) ?? projectsOf(inventory).ofVolume(name)[0];
  return {
    kind: 'volume',
    row: rows.of('volume', name),
    name: rowText(name),
    driver: rowText(volume.driver),
    project: rowText(project),
    containers: linksTo(rows, 'container', volumeUsers(inventory)(name)),
    labels: Object.entries(volume.labels)
      .slice(0, MOST_LABELS)
      .map(([key, value]) => ({ key: rowText(key), value: detailText(value) })),
  };
}
