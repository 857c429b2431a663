/**
 * buildx's own files on this computer, read and never written: it holds a lock on them and rewrites them itself
 * (docker/buildx v0.36.1 `store/store.go`).
 */

import * as v from 'valibot';
import { variable, type Computer } from '../computer.ts';
import { dockerConfigDir } from '../docker-config.ts';
import { list, text } from '../wire/json-fields.ts';

/** When each node's builder was last used, epoch ms, by the node's name. */
export type LastUses = ReadonlyMap<string, number>;

const instance = v.object({ Driver: text, Nodes: list(v.object({ Name: text, Endpoint: text })) });

/** Of the nodes that may be at `address`; a file, or a computer, that cannot be read tells of none. */
export async function lastUsesOf(computer: Computer | undefined, address: string): Promise<LastUses> {
  if (computer === undefined) return new Map();
  const folder = variable(computer, 'BUILDX_CONFIG') ?? `${dockerConfigDir(computer)}/buildx`;
  const lastUses = new Map<string, number>();
  for (const name of await computer.readdir(`${folder}/instances`)) {
    const atMs = Date.parse((await computer.readFile(`${folder}/activity/${name}`))?.trim() ?? '');
    if (Number.isNaN(atMs)) continue;
    for (const node of nodesIn(await computer.readFile(`${folder}/instances/${name}`), address))
      lastUses.set(node, Math.max(atMs, lastUses.get(node) ?? 0));
  }
  return lastUses;
}

function nodesIn(file: string | undefined, address: string): readonly string[] {
  try {
    const parsed = v.safeParse(instance, JSON.parse(file ?? ''));
    if (!parsed.success || parsed.output.Driver !== 'docker-container') return [];
    return parsed.output.Nodes.filter(({ Endpoint }) => mayBeAt(Endpoint, address)).map(({ Name }) => Name);
  } catch {
    return [];
  }
}

/** A node names an address or a docker context; a context may lead anywhere. */
function mayBeAt(endpoint: string, address: string): boolean {
  return !endpoint.includes('://') || endpoint === address;
}
