/** The buildx builders of one engine: found by their containers, asked through the `buildctl` in them. */

import type { BuilderIdentity } from '../../../shared/plan.ts';
import { EngineError, type Builders } from '../../core/ports/engine.ts';
import type { EngineClock } from '../engine-clock.ts';
import type { EngineClient } from '../engine-client.ts';
import { requestPath } from '../request-path.ts';
import { containerIdentity } from '../wire/container.ts';
import { engineInfo } from '../wire/system.ts';
import { buildctlIn, type Buildctl } from './buildctl.ts';
import { builderEngine, type BuilderOwner } from './builder-engine.ts';
import type { LastUses } from './buildx-store.ts';
import { containerNameOf } from './container-name.ts';
import { findBuilders } from './find-builders.ts';

export interface BuildersParts {
  readonly client: EngineClient;
  readonly clock: EngineClock;
  readonly owner: BuilderOwner;
  /** As buildx's own files have it. */
  readonly lastUses: () => Promise<LastUses>;
}

export function buildersOf({ client, clock, owner, lastUses }: BuildersParts): Builders {
  /** One for each container, whoever opens it: two at once would be in each other's way. */
  const buildctls = new Map<string, Buildctl>();

  function buildctlOf(builder: BuilderIdentity): Buildctl {
    const known = buildctls.get(builder.containerId) ?? buildctlIn({ client, clock }, builder);
    buildctls.set(builder.containerId, known);
    return known;
  }

  return {
    list: () => findBuilders(client, lastUses),
    open: (builder) =>
      builderEngine({
        builder,
        owner,
        clock,
        buildctl: buildctlOf(builder),
        engineTime: async (stop) => (await client.get(engineInfo, '/info', { stop })).SystemTime,
        containerIdNow: () => containerIdNow(client, builder.name),
      }),
  };
}

async function containerIdNow(client: EngineClient, name: string): Promise<string | undefined> {
  try {
    return (await client.get(containerIdentity, requestPath('containers', containerNameOf(name), 'json'))).Id;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
