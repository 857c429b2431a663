/** How buildx names the container of a builder's node, and the volume of its state. */

const PREFIX = 'buildx_buildkit_';
/** As Docker lets containers be called. */
const pattern = new RegExp(`^/?${PREFIX}([A-Za-z0-9_.-]+)$`);

/** The node's name; undefined for any other container. */
export function nodeNameIn(containerName: string): string | undefined {
  return pattern.exec(containerName)?.[1];
}

export function containerNameOf(nodeName: string): string {
  return `${PREFIX}${nodeName}`;
}

export function volumeNameOf(nodeName: string): string {
  return `${PREFIX}${nodeName}_state`;
}
