/** What every kind of item has, in its own fields: so that rules, plans and lists need to ask once for all kinds. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { CacheRecord, Container, Image, Network, Volume } from '../../../shared/usage.ts';
import { imageNames, shortId } from './image-names.ts';

/** The item of each kind. */
export interface ItemOf {
  readonly container: Container;
  readonly network: Network;
  readonly image: Image;
  readonly record: CacheRecord;
  readonly volume: Volume;
}

export type AnyItem = ItemOf[ItemKind];

interface Traits<Item> {
  readonly id: (item: Item) => string;
  /** As lists show it. */
  readonly name: (item: Item) => string;
  /** Every way a person may write its name; a record has none. */
  readonly names: (item: Item) => readonly string[];
  readonly labels: (item: Item) => Readonly<Record<string, string>>;
  /** Its own bytes, as docker's lists show them; 0 where not measured. */
  readonly sizeBytes: (item: Item) => number;
  readonly createdAtMs: (item: Item) => number | undefined;
  readonly lastUsedAtMs: (item: Item) => number | undefined;
}

const noLabels = {};

export const TRAITS: { readonly [Kind in ItemKind]: Traits<ItemOf[Kind]> } = {
  container: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    names: ({ name }) => [name.replace(/^\//, '')],
    labels: ({ labels }) => labels,
    sizeBytes: ({ writtenBytes }) => writtenBytes ?? 0,
    createdAtMs: ({ createdAtMs }) => createdAtMs,
    lastUsedAtMs: ({ finishedAtMs }) => finishedAtMs,
  },
  network: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    names: ({ name }) => [name],
    labels: ({ labels }) => labels,
    sizeBytes: () => 0,
    createdAtMs: ({ createdAtMs }) => createdAtMs,
    lastUsedAtMs: () => undefined,
  },
  image: {
    id: ({ id }) => id,
    name: ({ id, references, digests }) => references[0] ?? digests[0] ?? shortId(id),
    names: imageNames,
    labels: ({ labels }) => labels,
    sizeBytes: ({ sizeBytes }) => sizeBytes,
    createdAtMs: ({ createdAtMs }) => createdAtMs,
    lastUsedAtMs: () => undefined,
  },
  record: {
    id: ({ id }) => id,
    name: ({ description }) => description,
    names: () => [],
    labels: () => noLabels,
    sizeBytes: ({ sizeBytes }) => sizeBytes,
    createdAtMs: ({ createdAtMs }) => createdAtMs,
    lastUsedAtMs: ({ lastUsedAtMs }) => lastUsedAtMs,
  },
  volume: {
    id: ({ name }) => name,
    name: ({ name }) => name,
    names: ({ name }) => [name],
    labels: ({ labels }) => labels,
    sizeBytes: ({ sizeBytes }) => sizeBytes ?? 0,
    createdAtMs: ({ createdAtMs }) => createdAtMs,
    lastUsedAtMs: () => undefined,
  },
};

/** Of an item that is of this kind, where both are only known together. */
export function traitsOf(kind: ItemKind): Traits<AnyItem> {
  return TRAITS[kind] as Traits<AnyItem>;
}
