/** Pulls deleted images back, one after another and never beside a clean. */

import type { PullOffer } from '../../../shared/contract.ts';
import type { DeletedItem, Receipt } from '../../../shared/plan.ts';
import type { Pulling, PulledRow, PullResult } from '../../../shared/state.ts';
import { lockKey } from '../engine-key.ts';
import type { Engine, Stop } from '../ports/engine.ts';
import type { CleanLock, Log } from '../ports/host.ts';
import { findPulls } from './find-pulls.ts';
import { deletedImages, pullOffers, wasCleaned } from './pull-offers.ts';
import { registryAsker } from './registry-asker.ts';

export interface PullerParts {
  /** Of cleans: whoever pulls holds it, so that no other process cleans what is just coming back. */
  readonly lock: CleanLock;
  /** Makes the signal that Stop raises. */
  readonly newStop: () => Stop & { abort(): void };
  readonly log: Log;
}

export type PullAnswer =
  /** `ended` never rejects; what became of each image is in the state. */
  | { readonly kind: 'started'; readonly ended: Promise<void> }
  /** A pull or a clean runs, in this process or another. */
  | { readonly kind: 'busy' }
  /** The receipt has no such rows, or does not say which engine it is about. */
  | { readonly kind: 'expired' };

type Active = Extract<Pulling, { readonly kind: 'pulling' }>;
type Row = readonly [row: number, image: DeletedItem];

export class Puller {
  readonly #parts: PullerParts;
  readonly #isCleaning: () => boolean;
  readonly #onChange: (pulling: Pulling) => void;
  #stop: (Stop & { abort(): void }) | undefined;
  #pulling: Pulling = { kind: 'idle' };

  constructor(parts: PullerParts, isCleaning: () => boolean, onChange: (pulling: Pulling) => void) {
    this.#parts = parts;
    this.#isCleaning = isCleaning;
    this.#onChange = onChange;
  }

  /** While true, no clean may begin. */
  get isBusy(): boolean {
    return this.#stop !== undefined;
  }

  /** See `pullOffers`. */
  offers(receipt: Receipt, engine: Engine): Promise<readonly PullOffer[]> {
    return pullOffers(receipt, engine);
  }

  /** Begins to pull the images in these rows of `offers`; each is looked up anew, for tags move. */
  async pull(receipt: Receipt, rows: readonly number[], engine: Engine): Promise<PullAnswer> {
    if (this.isBusy || this.#isCleaning()) return { kind: 'busy' };
    const images = deletedImages(receipt);
    const chosen = [...new Set(rows)].flatMap((row): Row[] => {
      const image = images[row];
      return image === undefined ? [] : [[row, image]];
    });
    if (chosen.length === 0 || receipt.engine === undefined) return { kind: 'expired' };
    const stop = this.#parts.newStop();
    this.#stop = stop;
    const release = await this.#parts.lock.acquire(lockKey(receipt.engine)).catch(() => undefined);
    if (release === undefined) {
      this.#stop = undefined;
      return { kind: 'busy' };
    }
    return { kind: 'started', ended: this.#pullAll(receipt, chosen, engine, stop, release) };
  }

  /** Ends the pull on its way; whole layers that came stay with the engine. */
  stop(): void {
    if (this.#stop?.aborted !== false) return;
    this.#stop.abort();
    if (this.#pulling.kind === 'pulling') this.#change({ ...this.#pulling, isStopping: true });
  }

  async #pullAll(
    receipt: Receipt,
    chosen: readonly Row[],
    engine: Engine,
    stop: Stop,
    release: () => Promise<void>,
  ): Promise<void> {
    const results: PulledRow[] = [];
    for (const [row, image] of chosen) {
      const shown = (progress: Pick<Active, 'doneBytes' | 'totalBytes'>): void =>
        this.#change({
          kind: 'pulling',
          planId: receipt.planId,
          name: image.name,
          doneImages: results.length,
          totalImages: chosen.length,
          ...progress,
          isStopping: stop.aborted,
          results: [...results],
        });
      shown({ doneBytes: 0, totalBytes: 0 });
      results.push({ row, result: await pullOne(receipt, image, engine, stop, shown) });
    }
    // A lock that cannot be given back ends with this process.
    await release().catch(() => undefined);
    this.#parts.log.write('pull-ended', { imageCount: results.length, pulledCount: countPulled(results) });
    this.#stop = undefined;
    this.#change({ kind: 'idle', last: { planId: receipt.planId, results } });
  }

  #change(pulling: Pulling): void {
    this.#pulling = pulling;
    this.#onChange(pulling);
  }
}

/** Never rejects: whatever fails, the result says it. */
async function pullOne(
  receipt: Receipt,
  image: DeletedItem,
  engine: Engine,
  stop: Stop,
  onProgress: (progress: Pick<Active, 'doneBytes' | 'totalBytes'>) => void,
): Promise<PullResult> {
  try {
    if (stop.aborted) return 'stopped';
    if (!(await wasCleaned(engine, receipt))) return 'engine-changed';
    const { images: present } = await engine.readInventory('glance', stop);
    const { offer, references } = await findPulls(image, present, registryAsker(engine));
    for (const reference of references) {
      const outcome = await engine.pullImage(reference, onProgress, stop);
      if (outcome !== 'pulled') return outcome;
    }
    if (offer === 'by-tag') return 'pulled';
    return offer === 'by-digest' ? 'pulled-untagged' : offer;
  } catch {
    return stop.aborted ? 'stopped' : 'failed';
  }
}

function countPulled(results: readonly PulledRow[]): number {
  return results.filter(({ result }) => result === 'pulled' || result === 'pulled-untagged').length;
}
