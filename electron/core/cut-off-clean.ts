/** Tells of a clean that was cut off by a crash or a power cut, and whether what is left of it can be done now. */

import type { InterruptedClean } from '../../shared/state.ts';
import { engineKey, ownerOf } from './engine-key.ts';
import type { Journal } from './ports/host.ts';
import type { Store } from './store.ts';

interface CutOff {
  readonly told: Omit<InterruptedClean, 'canFinish'>;
  /** Of the engine it cleaned, or whose builder; undefined where too little is known of it to go on. */
  readonly engineKey: string | undefined;
}

export class CutOffClean {
  readonly #journal: Pick<Journal, 'unfinished'>;
  readonly #store: Store;
  #cutOff: CutOff | undefined;
  #engineKey: string | undefined;

  constructor(journal: Pick<Journal, 'unfinished'>, store: Store) {
    this.#journal = journal;
    this.#store = store;
  }

  /** Asks the journal: at start, and whenever a clean may have taken its place. */
  async recall(): Promise<void> {
    const left = await this.#journal.unfinished();
    this.#cutOff = left && {
      told: {
        preset: left.plan.options.preset,
        startedAtMs: left.startedAtMs,
        deletedCount: left.deleted.length,
        totalCount: left.plan.items.length,
      },
      engineKey: left.isShortened ? undefined : engineKey(ownerOf(left.plan.engine)),
    };
    this.#tell();
  }

  /** Undefined while no engine is in view. */
  engineIs(key: string | undefined): void {
    this.#engineKey = key;
    this.#tell();
  }

  #tell(): void {
    const before = this.#store.state.interrupted;
    const cutOff = this.#cutOff;
    const interrupted = cutOff && {
      ...cutOff.told,
      canFinish: cutOff.engineKey !== undefined && cutOff.engineKey === this.#engineKey,
    };
    if (JSON.stringify(interrupted) !== JSON.stringify(before)) this.#store.update({ interrupted });
  }
}
