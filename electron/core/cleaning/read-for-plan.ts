/** Reads an engine for a plan: as deep as what may go needs, and no deeper. */

import type { CleanOptions } from '../../../shared/clean-options.ts';
import type { EngineIdentity } from '../../../shared/plan.ts';
import type { Image, Inventory } from '../../../shared/usage.ts';
import { EngineError, type Engine, type Stop } from '../ports/engine.ts';
import type { Clock } from '../ports/host.ts';

/** `light` measures the cache alone, `plan` all but the sizes of volumes. */
export type PlanDepth = 'light' | 'plan' | 'full';

/** What a plan and all its revisions are made from. */
export interface PlanReading {
  readonly engine: Engine;
  readonly identity: EngineIdentity;
  readonly inventory: Inventory;
  readonly depth: PlanDepth;
  /** The engine's clock, epoch ms: ages are its own. */
  readonly engineNowMs: number;
  /** Our clock, epoch ms. */
  readonly takenAtMs: number;
}

/** Walks volumes, which may take minutes, only when they may go. */
export function planDepth({ kinds }: CleanOptions): PlanDepth {
  if (kinds.includes('volume')) return 'full';
  return kinds.every((kind) => kind === 'record') ? 'light' : 'plan';
}

/** True when a reading of this depth has all that the other one has. */
export function isAsDeepAs(depth: PlanDepth, wanted: PlanDepth): boolean {
  const depths: readonly PlanDepth[] = ['light', 'plan', 'full'];
  return depths.indexOf(depth) >= depths.indexOf(wanted);
}

/**
 * `showsHolders`: layer chains are read even where no image may go, to tell which images hold a record; two calls an image, none
 * where the engine's client remembers it. Fails with an `EngineError`.
 */
export async function readForPlan(
  engine: Engine,
  options: CleanOptions,
  clock: Clock,
  showsHolders = false,
): Promise<PlanReading> {
  const identity = await engine.identity();
  const depth = planDepth(options);
  const read = await engine.readInventory(depth);
  const needsLayers = showsHolders || depth !== 'light';
  const inventory = needsLayers ? { ...read, images: await withLayers(engine, read.images) } : read;
  const engineNowMs = Date.parse(inventory.engineTime);
  if (Number.isNaN(engineNowMs)) throw new EngineError('bad-reply', 'The engine gave no readable time');
  return { engine, identity, inventory, depth, engineNowMs, takenAtMs: clock.nowMs() };
}

/** The same images with their layer chains. */
export async function withLayers(
  engine: Engine,
  images: readonly Image[],
  stop?: Stop,
): Promise<readonly Image[]> {
  const layers = await engine.readLayers(
    images.map((image) => image.id),
    stop,
  );
  return images.map((image) => ({ ...image, layers: layers.get(image.id) }));
}
