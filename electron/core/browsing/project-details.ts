/** One Compose project with all that belongs to it. */

import type { ProjectDetails } from '../../../shared/browse-details.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { rowText } from './cut-text.ts';
import { linksTo } from './links.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { projectsOf } from './project-members.ts';

export function projectDetails(
  _reading: BrowseReading,
  inventory: Inventory,
  rows: BrowseRows,
  name: string,
): ProjectDetails | undefined {
  const members = projectsOf(inventory).members.get(name);
  if (members === undefined) return undefined;
  return {
    kind: 'project',
    row: rows.of('project', name),
    name: rowText(name),
    containers: linksTo(rows, 'container', members.containers),
    images: linksTo(rows, 'image', members.images),
    volumes: linksTo(rows, 'volume', members.volumes),
  };
}
