/** Reads the sums of one engine as deep as asked, and keeps what it read: a changed rule is weighed without asking again. */

import type { CustomPreset } from '../../shared/clean-options.ts';
import type { EngineIdentity } from '../../shared/plan.ts';
import type { Usage } from '../../shared/state.ts';
import type { Inventory } from '../../shared/usage.ts';
import type { Guard } from './cleaning/clean-scope.ts';
import { withLayers } from './cleaning/read-for-plan.ts';
import { isSameEngine } from './engine-key.ts';
import { sizesOf, withSizes, type MeasuredSizes } from './measured-sizes.ts';
import type { CacheReading, Engine, Stop } from './ports/engine.ts';
import type { Clock, DiskProbe } from './ports/host.ts';
import { unlessChanged } from './usage/same-records.ts';
import { readingOfCache, readingOfFrees, readingsOfInventory } from './usage-readings.ts';

/** How much a reading takes in: each includes the ones before it. */
export type Depth = 'cache' | 'light' | 'full';
const DEPTHS: readonly Depth[] = ['cache', 'light', 'full'];

export function deeper(one: Depth | undefined, other: Depth): Depth {
  return one === undefined || DEPTHS.indexOf(other) > DEPTHS.indexOf(one) ? other : one;
}

export interface UsageReaderParts {
  readonly clock: Clock;
  readonly disk: DiskProbe;
  readonly guard: () => Guard;
  readonly presets: () => readonly CustomPreset[];
}

type KeptCache = Pick<CacheReading, 'records' | 'takenAtMs'>;

interface Asked {
  readonly stop?: Stop | undefined;
  readonly onFirst?: (usage: Partial<Usage>) => void;
}

interface Source {
  readonly engine: Engine;
  readonly identity: EngineIdentity;
  readonly isCheap: boolean;
}

export class UsageReader {
  readonly #parts: UsageReaderParts;
  #cache: KeptCache | undefined;
  /** Of one reading alone. */
  #inventory: Inventory | undefined;
  #sized: Inventory | undefined;
  #measured: { readonly identity: EngineIdentity; readonly sizes: MeasuredSizes } | undefined;

  constructor(parts: UsageReaderParts) {
    this.#parts = parts;
  }

  /** The records of the last reading. */
  get cache(): KeptCache | undefined {
    return this.#cache;
  }

  /** Of the last reading that took in more than the cache; with the sizes last measured, however long ago. */
  get inventory(): Inventory | undefined {
    return this.#sized;
  }

  /**
   * The parts that were read. Fails with an `EngineError`. At the first reading of an engine `onFirst` hears of its cache as soon as
   * that is there: the layers of thousands of images take longer.
   */
  async read(source: Source, depth: Depth, asked: Asked = {}): Promise<Partial<Usage>> {
    const { rootDir, endpoint } = source.identity;
    const space = await this.#parts.disk.space(rootDir, endpoint);
    const disk = space && { takenAtMs: this.#parts.clock.nowMs(), value: space };
    if (depth === 'cache' && source.isCheap) {
      const cache = this.#keepCache(await source.engine.readCache());
      return { disk, cache: readingOfCache(cache, this.#parts.guard()) };
    }
    return { disk, ...(await this.#readAll(source, depth, { ...asked, disk })) };
  }

  async #readAll(
    { engine, identity, isCheap }: Source,
    depth: Depth,
    { stop, onFirst, disk }: Asked & Pick<Usage, 'disk'>,
  ): Promise<Partial<Usage>> {
    const read = await engine.readInventory(depth === 'full' ? 'full' : 'glance', stop);
    const isFirst = this.#cache === undefined;
    const cache = this.#keepCache(read);
    if (isFirst) onFirst?.({ disk, cache: readingOfCache(cache, this.#parts.guard()) });
    this.#inventory = {
      ...read,
      records: cache.records,
      images: await withLayers(engine, read.images, stop),
    };
    const measuresAll = depth === 'full' || !isCheap;
    this.#sized = this.#withSizes(this.#inventory, identity, measuresAll);
    return readingsOfInventory(this.#inventory, measuresAll, this.#parts.guard(), this.#parts.presets());
  }

  /** Records that did not change stay the same ones. */
  #keepCache({ records, takenAtMs }: KeptCache): KeptCache {
    return (this.#cache = { records: unlessChanged(this.#cache?.records, records), takenAtMs });
  }

  /** Another engine may have come up behind the same address: its volumes may have the names of the old one's. */
  #withSizes(inventory: Inventory, identity: EngineIdentity, measuresAll: boolean): Inventory {
    if (measuresAll) this.#measured = { identity, sizes: sizesOf(inventory) };
    const measured = this.#measured;
    return measured !== undefined && isSameEngine(measured.identity, identity)
      ? withSizes(inventory, measured.sizes)
      : inventory;
  }

  /** What rules and presets decide, from what was read last. */
  weighAgain(): Partial<Usage> {
    const { guard, presets } = this.#parts;
    return {
      ...(this.#cache && { cache: readingOfCache(this.#cache, guard()) }),
      ...(this.#inventory && { frees: readingOfFrees(this.#inventory, guard(), presets()) }),
    };
  }
}
