/** One container: what it belongs to and hangs on, and the lines that would limit its log. */

import type { ContainerDetails } from '../../../shared/browse-details.ts';
import type { Container, Inventory } from '../../../shared/usage.ts';
import { composeProject } from '../cleaning/known-tools.ts';
import { rowText } from './cut-text.ts';
import { linksTo, linkTo } from './links.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { LOG_FIX } from './log-fix.ts';

const MOST_NETWORKS = 100;

export function containerDetails(
  reading: BrowseReading,
  inventory: Inventory,
  rows: BrowseRows,
  id: string,
): ContainerDetails | undefined {
  const container = inventory.containers.find((each) => each.id === id);
  if (container === undefined) return undefined;
  const image = inventory.images.find((each) => each.id === container.imageId);
  const project = composeProject(container.labels);
  const log = reading.logs.get(id);
  return {
    kind: 'container',
    row: rows.of('container', id),
    name: rowText(container.name),
    id,
    state: rowText(container.state),
    image: image && linkTo(rows, 'image', image),
    project: rowText(project),
    volumes: linksTo(
      rows,
      'volume',
      inventory.volumes.filter(({ name }) => container.volumeNames.includes(name)),
    ),
    networks: networkNames(container, inventory),
    log: log && { ...log, fix: log.isUnrotated ? LOG_FIX : undefined },
  };
}

function networkNames({ networkRefs }: Container, { networks }: Inventory): readonly string[] {
  return networks
    .filter(({ id, name }) => networkRefs.includes(id) || networkRefs.includes(name))
    .slice(0, MOST_NETWORKS)
    .map(({ name }) => rowText(name));
}
