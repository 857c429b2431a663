/** Layer chains of images: what two images share is a common beginning of their chains. */

import { createHash } from 'node:crypto';
import type { ImageLayer } from '../../shared/usage.ts';
import { EngineError, type Stop } from '../core/ports/engine.ts';
import { alignHistory } from './align-history.ts';
import type { EngineClient } from './engine-client.ts';
import { inParallel } from './in-parallel.ts';
import { requestPath } from './request-path.ts';
import { imageDetail, imageHistory } from './wire/image.ts';

const AT_ONCE = 4;

/** Reads chains and remembers them: an image id never changes its layers. */
export function layerReader(
  client: EngineClient,
): (imageIds: readonly string[], stop?: Stop) => Promise<ReadonlyMap<string, readonly ImageLayer[]>> {
  const remembered = new Map<string, readonly ImageLayer[]>();
  return async (imageIds, stop) => {
    const chains = await inParallel(imageIds, AT_ONCE, async (id) => {
      const layers = remembered.get(id) ?? (await readChain(client, id, stop));
      if (layers !== undefined) remembered.set(id, layers);
      return [id, layers] as const;
    });
    return new Map(
      chains.filter((chain): chain is [string, readonly ImageLayer[]] => chain[1] !== undefined),
    );
  };
}

/** Undefined when the image went meanwhile. */
async function readChain(
  client: EngineClient,
  id: string,
  stop?: Stop,
): Promise<readonly ImageLayer[] | undefined> {
  try {
    const [detail, history] = await Promise.all([
      client.get(imageDetail, requestPath('images', id, 'json'), { stop }),
      client.get(imageHistory, requestPath('images', id, 'history'), { stop }),
    ]);
    const lowestFirst = [...history]
      .reverse()
      .map(({ CreatedBy, Created, Size }) => ({ command: CreatedBy, atMs: Created, sizeBytes: Size }));
    const made = alignHistory(lowestFirst, detail.RootFS.Layers.length);
    return chainIds(detail.RootFS.Layers).map((chainId, index) => ({
      chainId,
      sizeBytes: made[index]?.sizeBytes ?? 0,
      madeBy: made[index]?.madeBy,
    }));
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** OCI image spec, "Layer ChainID": the first is its own digest, each next the digest of "chain so far, space, layer". */
export function chainIds(diffIds: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(
      below === undefined
        ? diffId
        : `sha256:${createHash('sha256').update(`${below} ${diffId}`).digest('hex')}`,
    );
  }
  return chain;
}
