/** What no list tells of a container: how its log is kept, and when it ended; one question each. */

import type { ContainerInspection, Stop } from '../core/ports/engine.ts';
import type { EngineClient } from './engine-client.ts';
import { inParallel } from './in-parallel.ts';
import { requestPath } from './request-path.ts';
import { unlessGone } from './unless-gone.ts';
import { containerInspection, inspectionFrom } from './wire/container-inspection.ts';

/** Quick, and no load on a small engine. */
const AT_ONCE = 4;

/** By id; a container that went meanwhile is left out. */
export async function inspectContainers(
  client: EngineClient,
  containerIds: readonly string[],
  stop?: Stop,
): Promise<ReadonlyMap<string, ContainerInspection>> {
  const found = new Map<string, ContainerInspection>();
  await inParallel(containerIds, AT_ONCE, async (id) => {
    const detail = await unlessGone(
      client.get(containerInspection, requestPath('containers', id, 'json'), { stop }),
    );
    if (detail !== undefined) found.set(id, inspectionFrom(detail));
  });
  return found;
}
