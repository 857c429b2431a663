/** When stopped containers ended: one question each, since no list tells. */

import type { Stop } from '../core/ports.ts';
import type { EngineClient } from './engine-client.ts';
import { inParallel } from './in-parallel.ts';
import { requestPath } from './request-path.ts';
import { unlessGone } from './unless-gone.ts';
import { containerEnd } from './wire/container.ts';

/** Inspections under way at once: quick, and no load on a small engine. */
const AT_ONCE = 4;

/** By container id; one that never ran, or went meanwhile, is left out. */
export async function readContainerEnds(
  client: EngineClient,
  containerIds: readonly string[],
  stop?: Stop,
): Promise<ReadonlyMap<string, number>> {
  const ends = await inParallel(containerIds, AT_ONCE, async (id) => {
    const detail = await unlessGone(
      client.get(containerEnd, requestPath('containers', id, 'json'), { stop }),
    );
    return [id, detail?.State?.FinishedAt] as const;
  });
  return new Map(ends.filter((end): end is [string, number] => end[1] !== undefined));
}
