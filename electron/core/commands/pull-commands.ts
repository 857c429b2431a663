/** Deleted images on their way back from their registries. */

import type { PullOffer } from '../../../shared/contract.ts';
import type { Puller } from '../pulling/puller.ts';
import type { Helm } from './helm.ts';
import type { ReceiptCommands } from './receipt-commands.ts';

export class PullCommands {
  readonly #puller: Puller;
  readonly #helm: Pick<Helm, 'engine'>;
  readonly #receipts: ReceiptCommands;

  constructor(puller: Puller, helm: Pick<Helm, 'engine'>, receipts: ReceiptCommands) {
    this.#puller = puller;
    this.#helm = helm;
    this.#receipts = receipts;
  }

  /** What a receipt's images are worth now; none where the engine in view is not the one that was cleaned. Fails with an `EngineError`. */
  async offers(planId: string): Promise<readonly PullOffer[]> {
    const { engine } = this.#helm;
    const receipt = await this.#receipts.one(planId);
    return engine === undefined || receipt === undefined ? [] : this.#puller.offers(receipt, engine);
  }

  /** Begins to pull the images in these rows of `offers`; what becomes of them arrives in the state. */
  async pullBack(
    planId: string,
    rows: readonly number[],
  ): Promise<{ readonly kind: 'started' | 'busy' | 'expired' }> {
    const { engine } = this.#helm;
    const receipt = await this.#receipts.one(planId);
    if (engine === undefined || receipt === undefined) return { kind: 'expired' };
    const { kind } = await this.#puller.pull(receipt, rows, engine);
    return { kind };
  }

  stop(): void {
    this.#puller.stop();
  }
}
