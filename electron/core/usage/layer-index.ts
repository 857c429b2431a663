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
  /** The images whose own history agrees; another may tell another time of the same layer. */
  readonly tellers: readonly Image[];
  /** `likely`: time, size and command agree. `possible`: the time does, and one of the two. */
  readonly confidence: 'likely' | 'possible';
}

/** Looks up by second and command, or by second and size; costs as many layers as agree, never all. */
export class LayerIndex {
  readonly #byChain = new Map<string, LayerPlace>();
  readonly #bySecond = new Map<string, Map<LayerPlace, Image[]>>();

  constructor(images: readonly Image[]) {
    for (const image of images) {
      for (const [depth, layer] of (image.layers ?? []).entries()) this.#add(image, depth, layer);
    }
  }

  /**
   * Source: engines' history has `Created` in whole seconds, which is the record's `CreatedAt` unless the build set another
   * (BuildKit v0.32.2 `exporter/containerimage/writer.go`).
   */
  matches(record: CacheRecord): readonly LayerMatch[] {
    const second = Math.floor(record.createdAtMs / 1_000);
    const command = commandOfRecord(record.description);
    const key = command === undefined ? sizeKey(second, record.sizeBytes) : commandKey(second, command);
    return [...(this.#bySecond.get(key) ?? [])].map(([place, tellers]) => ({
      place,
      tellers,
      confidence: command !== undefined && fits(record.sizeBytes, place.sizeBytes) ? 'likely' : 'possible',
    }));
  }

  #add(image: Image, depth: number, { chainId, sizeBytes, madeBy }: ImageLayer): void {
    const known = this.#byChain.get(chainId);
    const place = known ?? { chainId, sizeBytes, depth, images: [] };
    if (known === undefined) this.#byChain.set(chainId, place);
    place.images.push(image);
    if (madeBy === undefined) return;
    const second = Math.floor(madeBy.atMs / 1_000);
    const command = commandOfHistory(madeBy.command);
    if (command !== undefined) this.#note(commandKey(second, command), place, image);
    // No size tells nothing.
    if (sizeBytes > 0) this.#note(sizeKey(second, sizeBytes), place, image);
  }

  #note(key: string, place: LayerPlace, teller: Image): void {
    const places = this.#bySecond.get(key) ?? new Map<LayerPlace, Image[]>();
    this.#bySecond.set(key, places);
    const tellers = places.get(place);
    if (tellers === undefined) places.set(place, [teller]);
    else tellers.push(teller);
  }
}

/** A classic store gives record and layer one size; containerd's adds the compressed blob to the record's. */
function fits(recordBytes: number, layerBytes: number): boolean {
  return recordBytes >= layerBytes && recordBytes <= 2 * layerBytes + 4_096;
}

function commandKey(second: number, command: string): string {
  return `${second} command ${command}`;
}

function sizeKey(second: number, sizeBytes: number): string {
  return `${second} size ${sizeBytes}`;
}
