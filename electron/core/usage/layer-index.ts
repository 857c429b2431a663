/** Finds the image layers that a cache record may be: BuildKit writes the record's time and command into the image's history. */

import type { CacheRecord, Image, ImageLayer } from '../../../shared/usage.ts';
import { commandOfHistory, commandOfRecord } from './build-step.ts';

/** One layer on the engine, with every image that holds it. */
export interface LayerPlace {
  readonly chainId: string;
  readonly sizeBytes: number;
  /** Its place in the chains of its images: the chain below it is the same in all. */
  readonly depth: number;
  readonly images: Image[];
}

export interface LayerMatch {
  readonly place: LayerPlace;
  /** `likely`: time, size and command agree. `possible`: the time does, and one of the two. */
  readonly confidence: 'likely' | 'possible';
}

/** Looks up by second and command, or by second and size; costs as many layers as agree, never all. */
export class LayerIndex {
  readonly #byChain = new Map<string, LayerPlace>();
  readonly #bySecond = new Map<string, Set<LayerPlace>>();

  constructor(images: readonly Image[]) {
    for (const image of images) {
      for (const [depth, layer] of (image.layers ?? []).entries()) this.#add(image, depth, layer);
    }
  }

  /**
   * Source: engines' history has `Created` in whole seconds, which is the record's `CreatedAt` unless the build set another
   * (BuildKit v0.32.2 `exporter/containerimage/writer.go`). A classic store gives record and layer one size; containerd's adds
   * the compressed blob to the record's.
   */
  matches(record: CacheRecord): readonly LayerMatch[] {
    const second = Math.floor(record.createdAtMs / 1_000);
    const command = commandOfRecord(record.description);
    const byCommand = command === undefined ? undefined : this.#bySecond.get(commandKey(second, command));
    if (byCommand !== undefined)
      return [...byCommand].map((place) => ({
        place,
        confidence: record.sizeBytes >= place.sizeBytes ? 'likely' : 'possible',
      }));
    const bySize = command === undefined ? this.#bySecond.get(sizeKey(second, record.sizeBytes)) : undefined;
    return [...(bySize ?? [])].map((place) => ({ place, confidence: 'possible' }));
  }

  #add(image: Image, depth: number, { chainId, sizeBytes, madeBy }: ImageLayer): void {
    const known = this.#byChain.get(chainId);
    const place = known ?? { chainId, sizeBytes, depth, images: [] };
    if (known === undefined) this.#byChain.set(chainId, place);
    place.images.push(image);
    if (madeBy === undefined) return;
    const second = Math.floor(madeBy.atMs / 1_000);
    const command = commandOfHistory(madeBy.command);
    if (command !== undefined) this.#note(commandKey(second, command), place);
    // No size tells nothing.
    if (sizeBytes > 0) this.#note(sizeKey(second, sizeBytes), place);
  }

  #note(key: string, place: LayerPlace): void {
    const places = this.#bySecond.get(key);
    if (places === undefined) this.#bySecond.set(key, new Set([place]));
    else places.add(place);
  }
}

function commandKey(second: number, command: string): string {
  return `${second} command ${command}`;
}

function sizeKey(second: number, sizeBytes: number): string {
  return `${second} size ${sizeBytes}`;
}
