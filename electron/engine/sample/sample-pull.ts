/** Brings an image to the sample engine, line by line as Docker tells of a pull. */

import { digest } from './sample-ids.ts';
import type { SampleImage, SampleLayer, SampleState } from './sample-state.ts';

export interface PullLine {
  readonly id: string;
  readonly status: string;
  readonly progressDetail?: { readonly current: number; readonly total: number };
}

/** The image is there once the last line was read. `step` takes its time for a tenth of a layer. */
export async function* pullLines(
  state: SampleState,
  reference: string,
  found: SampleImage,
  step: () => Promise<void>,
): AsyncGenerator<PullLine> {
  const held = new Set(state.images.flatMap(({ layers }) => layers.map(({ key }) => key)));
  for (const layer of found.layers) {
    if (held.has(layer.key)) yield { id: shortDigest(layer), status: 'Already exists' };
    else yield* download(layer, step);
  }
  const here = state.images.find(({ id }) => id === found.id) ?? { ...found, tags: [] };
  const tags = reference.includes('@') ? here.tags : [...new Set([...here.tags, reference])];
  state.images = [...state.images.filter(({ id }) => id !== found.id), { ...here, tags }];
}

async function* download(layer: SampleLayer, step: () => Promise<void>): AsyncGenerator<PullLine> {
  const id = shortDigest(layer);
  for (let tenths = 1; tenths <= 10; tenths += 1) {
    await step();
    const progressDetail = { current: Math.round((layer.sizeBytes * tenths) / 10), total: layer.sizeBytes };
    yield { id, status: 'Downloading', progressDetail };
  }
  yield { id, status: 'Pull complete' };
}

/** As Docker names a layer in a pull. */
function shortDigest({ key }: SampleLayer): string {
  return digest(key).slice(0, 12);
}
