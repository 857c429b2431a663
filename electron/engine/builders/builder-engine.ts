/** The cache of one builder as an engine of its own, which holds records and nothing else. */

import type { BuilderIdentity, EngineIdentity } from '../../../shared/plan.ts';
import { EngineError, type CacheReading, type Engine, type Stop } from '../../core/ports/engine.ts';
import type { EngineClock } from '../engine-clock.ts';
import { assertIds, goneAmong } from '../prune-records.ts';
import type { Buildctl } from './buildctl.ts';

/** What a builder has of its engine: who that is, and what happens there. */
export type BuilderOwner = Pick<
  Engine,
  'facts' | 'identity' | 'recentEvents' | 'eventsSince' | 'followEvents'
>;

export interface BuilderEngineParts {
  readonly builder: BuilderIdentity;
  /** Whose builder it is. */
  readonly owner: BuilderOwner;
  readonly buildctl: Buildctl;
  readonly clock: EngineClock;
  /** The engine's clock now, RFC 3339: its containers have the same. */
  readonly engineTime: (stop?: Stop) => Promise<string>;
  /** Of the container that bears the builder's name now; undefined when there is none. */
  readonly containerIdNow: () => Promise<string | undefined>;
}

export function builderEngine(parts: BuilderEngineParts): Engine {
  const { owner, buildctl, clock, engineTime } = parts;

  async function readCache(stop?: Stop): Promise<CacheReading> {
    const beganMs = clock.nowMs();
    const measured = await buildctl.measure(stop);
    const takenAtMs = clock.nowMs();
    return { ...measured, takenAtMs, durationMs: takenAtMs - beganMs };
  }

  return {
    ...owner,
    identity: () => identityNow(parts),
    hasCheapCacheReading: async () => true,
    readCache,
    async readInventory(_depth, stop) {
      // The first look after a build may itself touch records it has to measure: only the second one shows their times at rest.
      await buildctl.measure(stop);
      const { records, takenAtMs } = await readCache(stop);
      return {
        ...nothingBeside,
        takenAtMs,
        engineTime: await engineTime(stop),
        records,
        df: { ...nothingBeside.df, records },
      };
    },
    readLayers: async () => new Map(),
    inspectContainers: async () => new Map(),
    pruneRecords: (ids, until, stop) => pruneInBuilder(parts, ids, until, stop),
    deleteContainer: async () => ({ kind: 'refused' }),
    deleteNetwork: async () => ({ kind: 'refused' }),
    deleteImage: async () => ({ kind: 'refused' }),
    deleteVolume: async () => ({ kind: 'refused' }),
    askRegistry: async () => ({ kind: 'unreachable' }),
    pullImage: async () => 'unreachable',
    builders: undefined,
    close: () => undefined,
  };
}

/** A builder keeps each layer once, for itself alone. */
const nothingBeside = {
  imageStore: 'classic',
  images: [],
  containers: [],
  volumes: [],
  networks: [],
  df: { dockerAge: 'to-28', layersSizeBytes: 0, images: [], containers: [], volumes: [] },
} as const;

async function identityNow({ builder, owner, containerIdNow }: BuilderEngineParts): Promise<EngineIdentity> {
  const containerId = (await containerIdNow()) ?? 'none';
  return { ...(await owner.identity()), builder: { name: builder.name, containerId } };
}

/** See `pruneRecords` of the engine itself: what a call that failed has deleted is told by what is left. */
async function pruneInBuilder(
  { buildctl, engineTime }: BuilderEngineParts,
  ids: readonly string[],
  until: string | undefined,
  stop?: Stop,
): Promise<{ readonly deletedIds: readonly string[] }> {
  assertIds(ids);
  if (stop?.aborted === true) return { deletedIds: [] };
  const keepMs = until === undefined ? undefined : msBetween(until, await engineTime());
  try {
    return { deletedIds: await buildctl.prune(ids, keepMs) };
  } catch (error) {
    const presentIds = async (): Promise<ReadonlySet<string>> =>
      new Set((await buildctl.measure()).records.map(({ id }) => id));
    const gone = await goneAmong(ids, presentIds).catch(() => []);
    if (gone.length === 0) throw error;
    return { deletedIds: gone };
  }
}

/** BuildKit takes an age where the engine takes a time; 0 would be no limit at all. */
function msBetween(until: string, now: string): number {
  const keepMs = Math.ceil(Date.parse(now) - Date.parse(until));
  if (Number.isNaN(keepMs)) throw new EngineError('bad-reply', 'the engine gave no readable time');
  return Math.max(1, keepMs);
}
