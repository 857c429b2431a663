/** The builders of the engine, and plans of the cache of one. */

import type { BuilderList, BuilderRow } from '../../../shared/builders.ts';
import type { PlanAnswer } from '../../../shared/contract.ts';
import { measureBuilder, type BuilderMeasure } from '../measure-builder.ts';
import type { Builders, Engine, FoundBuilder } from '../ports/engine.ts';
import { sumOf } from '../usage/sum-of.ts';
import type { Helm } from './helm.ts';
import type { PlanCommands } from './plan-commands.ts';

/** All that is known of the builders of one engine; it ends with the engine. */
interface Known {
  readonly engine: Engine | undefined;
  /** The place of each is its row. */
  readonly builders: FoundBuilder[];
  /** The last of each, by container id. */
  readonly measures: Map<string, BuilderMeasure>;
  /** By name, as last measured. */
  readonly volumeBytes: Map<string, number>;
}

const NOTHING: BuilderMeasure = { cache: undefined, problem: undefined };

export class BuilderCommands {
  readonly #helm: Pick<Helm, 'engine' | 'monitor' | 'store'>;
  readonly #plans: Pick<PlanCommands, 'createForBuilder'>;
  #known: Known | undefined;

  constructor(
    helm: Pick<Helm, 'engine' | 'monitor' | 'store'>,
    plans: Pick<PlanCommands, 'createForBuilder'>,
  ) {
    this.#helm = helm;
    this.#plans = plans;
  }

  /** Without `measures` each builder is as it was last measured. Fails with an `EngineError`. */
  async list(measures: boolean): Promise<BuilderList> {
    const known = this.#knownNow();
    const builders = known.engine?.builders;
    const found = (await builders?.list()) ?? [];
    if (builders !== undefined && measures) await this.#measure(known, builders, found);
    this.#noteVolumes(known);
    const rows = found.map((builder) => rowOf(known, builder));
    const engineCache = this.#engineCache();
    return {
      engineCache,
      builders: rows,
      totalBytes:
        (engineCache?.value.totalBytes ?? 0) + sumOf(rows, ({ cache }) => cache?.value.totalBytes ?? 0),
    };
  }

  /** `nothing-to-clean` also where the row is of another engine. */
  async plan(row: number): Promise<PlanAnswer> {
    const { engine, builders } = this.#knownNow();
    const builder = builders[row];
    if (builder === undefined || engine?.builders === undefined) return { kind: 'nothing-to-clean' };
    return this.#plans.createForBuilder(engine.builders.open(builder));
  }

  /** Not while a clean runs: measuring holds on to records, which the clean would then pass over. */
  async #measure(known: Known, builders: Builders, found: readonly FoundBuilder[]): Promise<void> {
    const { cleaning, settings } = this.#helm.store.state;
    if (cleaning.kind === 'running') return;
    await Promise.all(
      found.map(async (builder) =>
        known.measures.set(
          builder.containerId,
          await measureBuilder(builders, builder, settings.protectRules),
        ),
      ),
    );
  }

  #engineCache(): BuilderList['engineCache'] {
    const { cache } = this.#helm.store.state.usage;
    if (cache === undefined) return undefined;
    const { recordCount, totalBytes, freesNowBytes } = cache.value;
    return { takenAtMs: cache.takenAtMs, value: { recordCount, totalBytes, freesBytes: freesNowBytes } };
  }

  /** A light reading knows no sizes: the last ones known stay. */
  #noteVolumes({ engine, volumeBytes }: Known): void {
    if (engine !== this.#helm.engine) return;
    for (const { name, sizeBytes } of this.#helm.monitor.inventory?.volumes ?? [])
      if (sizeBytes !== undefined) volumeBytes.set(name, sizeBytes);
  }

  #knownNow(): Known {
    const { engine } = this.#helm;
    if (this.#known === undefined || this.#known.engine !== engine)
      this.#known = { engine, builders: [], measures: new Map(), volumeBytes: new Map() };
    return this.#known;
  }
}

function rowOf({ builders, measures, volumeBytes }: Known, builder: FoundBuilder): BuilderRow {
  const { containerId, isRunning, name, volumeName, lastUsedAtMs } = builder;
  const known = builders.findIndex((each) => each.containerId === containerId);
  const { cache, problem } = (isRunning ? measures.get(containerId) : undefined) ?? NOTHING;
  return {
    row: known === -1 ? builders.push(builder) - 1 : known,
    name,
    state: isRunning ? 'running' : 'stopped',
    cache,
    stateBytes: volumeBytes.get(volumeName),
    lastUsedAtMs,
    problem,
  };
}
