/** The registry that the sample's images came from or were pushed to: it forgets nothing. */

import type { SampleImage } from './sample-state.ts';

export class SampleRegistry {
  readonly #images: readonly SampleImage[];

  constructor(images: readonly SampleImage[]) {
    this.#images = images.filter(({ digests = [] }) => digests.length > 0);
  }

  /** By tag or by digest. */
  find(reference: string): SampleImage | undefined {
    return this.#images.find(
      ({ tags, digests = [] }) => tags.includes(reference) || digests.includes(reference),
    );
  }
}
