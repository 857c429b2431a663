/** Which image another one was built on: as their layers show, or else as its label says. */

import { DOCKER_HUB, registryOf } from '../../../shared/image-reference.ts';
import type { Image } from '../../../shared/usage.ts';
import { oncePerReading } from './once-per-reading.ts';

export type ImageBase =
  | { readonly kind: 'here'; readonly image: Image }
  /** Its label names an image that is not on the engine. */
  | { readonly kind: 'elsewhere'; readonly name: string };

export interface ImageBases {
  readonly baseOf: (image: Image) => ImageBase | undefined;
  /** Those whose base it is; what was built on them in turn is theirs. */
  readonly builtOn: (image: Image) => readonly Image[];
}

/** The first is of the OCI image spec (annotations), the second an older custom. */
const BASE_LABELS = ['org.opencontainers.image.base.name', 'base_image'] as const;

/**
 * A base has all its layers at the bottom of the other image's chain, which has more on top; of several the one with the most
 * layers counts. Costs time with the number of layers alone: a chain id stands for all below it.
 */
export const imageBases = oncePerReading((images: readonly Image[]): ImageBases => {
  const byTop = firstBy(images, ({ layers }) => {
    const top = layers?.at(-1);
    return top === undefined ? [] : [top.chainId];
  });
  const byName = firstBy(images, ({ references, digests }) => [...references, ...digests].map(fullName));
  const bases = new Map(
    images.map((image) => [image, baseByLayers(image, byTop) ?? baseByLabel(image, byName)]),
  );
  const builtOn = new Map<Image, Image[]>();
  for (const [image, base] of bases) {
    if (base?.kind !== 'here') continue;
    const others = builtOn.get(base.image);
    if (others === undefined) builtOn.set(base.image, [image]);
    else others.push(image);
  }
  return { baseOf: (image) => bases.get(image), builtOn: (image) => builtOn.get(image) ?? [] };
});

/** Of images with one key the named one that was made first: what came after it is more likely built on it. */
function firstBy(
  images: readonly Image[],
  keysOf: (image: Image) => readonly string[],
): ReadonlyMap<string, Image> {
  const rank = ({ references, createdAtMs }: Image): readonly [number, number] => [
    references.length === 0 ? 1 : 0,
    createdAtMs,
  ];
  const found = new Map<string, Image>();
  for (const image of images) {
    for (const key of keysOf(image)) {
      const known = found.get(key);
      if (known === undefined || isBefore(rank(image), rank(known))) found.set(key, image);
    }
  }
  return found;
}

function isBefore(
  [named, atMs]: readonly [number, number],
  [otherNamed, otherAtMs]: readonly [number, number],
): boolean {
  return named === otherNamed ? atMs < otherAtMs : named < otherNamed;
}

function baseByLayers({ layers = [] }: Image, byTop: ReadonlyMap<string, Image>): ImageBase | undefined {
  for (let depth = layers.length - 2; depth >= 0; depth -= 1) {
    const image = byTop.get(layers[depth]?.chainId ?? '');
    if (image !== undefined) return { kind: 'here', image };
  }
  return undefined;
}

function baseByLabel(image: Image, byName: ReadonlyMap<string, Image>): ImageBase | undefined {
  const name = BASE_LABELS.map((label) => image.labels[label]?.trim() ?? '').find((value) => value !== '');
  if (name === undefined) return undefined;
  const base = byName.get(fullName(name));
  // A label goes on to all that is built on it: an image may bear the one that names itself.
  if (base === image) return undefined;
  return base === undefined ? { kind: 'elsewhere', name } : { kind: 'here', image: base };
}

/** `node` → `docker.io/library/node:latest`: the form in which two spellings of one reference are equal. */
function fullName(reference: string): string {
  const registry = registryOf(reference);
  const path = reference.startsWith(`${registry}/`) ? reference.slice(registry.length + 1) : reference;
  // A digest says all that a tag beside it could.
  const exact = path.replace(/:[^/@]*@/, '@');
  const tagged = /[:@][^/]*$/.test(exact) ? exact : `${exact}:latest`;
  if (registry !== DOCKER_HUB && registry !== `index.${DOCKER_HUB}`) return `${registry}/${tagged}`;
  return `${DOCKER_HUB}/${tagged.includes('/') ? tagged : `library/${tagged}`}`;
}
