/** What grew and what came since a moment, from samples and the last readings. Pure. */

import type { BrowseKind } from '../../../shared/browse.ts';
import type { TrendPoint, UsageReading } from '../../../shared/state.ts';
import type { Change, Newcomer } from '../../../shared/trends.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { shortId } from '../cleaning/image-names.ts';
import { layerHolders } from '../usage/layer-holders.ts';
import { uniqueBytes } from '../usage/unique-bytes.ts';

const MOST_NEWCOMERS = 10;
const LONGEST_NAME = 500;

/** The number that the lists call a thing by. */
export type RowOf = (kind: Exclude<BrowseKind, 'project'>, id: string) => number;

/**
 * What a category gained since `sinceMs`: the reading of now against the last sample before then. Undefined where there is no such
 * sample, where it is more than twice as old as asked for, or where nothing was read since.
 */
export function changeOf(
  category: Change['category'],
  reading: UsageReading<{ readonly totalBytes: number }> | undefined,
  samples: readonly TrendPoint[],
  sinceMs: number,
): Change {
  if (reading === undefined || reading.takenAtMs <= sinceMs) return { category, bytes: undefined };
  const oldestMs = sinceMs - (reading.takenAtMs - sinceMs);
  const before = samples.findLast(({ atMs }) => atMs <= sinceMs && atMs >= oldestMs);
  return { category, bytes: before && reading.value.totalBytes - before.bytes };
}

interface Thing extends Omit<Newcomer, 'row'> {
  readonly id: string;
}

/** The largest things made since, largest first; what was not measured is not among them. */
export function newcomersOf(inventory: Inventory, sinceMs: number, rowOf: RowOf): readonly Newcomer[] {
  return [...records(inventory), ...images(inventory), ...containers(inventory), ...volumes(inventory)]
    .filter(({ createdAtMs, sizeBytes }) => createdAtMs >= sinceMs && sizeBytes > 0)
    .sort((a, b) => b.sizeBytes - a.sizeBytes || a.id.localeCompare(b.id))
    .slice(0, MOST_NEWCOMERS)
    .map(({ id, ...thing }) => ({
      ...thing,
      name: thing.name.slice(0, LONGEST_NAME),
      row: rowOf(thing.kind, id),
    }));
}

function records(inventory: Inventory): readonly Thing[] {
  return inventory.records.map(({ id, description, sizeBytes, createdAtMs }) => ({
    kind: 'record',
    id,
    name: description,
    sizeBytes,
    createdAtMs,
  }));
}

function images({ images: all }: Inventory): readonly Thing[] {
  const holders = layerHolders(all);
  return all.map((image) => ({
    kind: 'image',
    id: image.id,
    name: image.references[0] ?? shortId(image.id),
    // What the engine says that it does not share, where its layers were not read.
    sizeBytes: uniqueBytes(image, holders) ?? image.sizeBytes - (image.sharedBytes ?? 0),
    createdAtMs: image.createdAtMs,
  }));
}

function containers(inventory: Inventory): readonly Thing[] {
  return inventory.containers.map(({ id, name, writtenBytes = 0, createdAtMs }) => ({
    kind: 'container',
    id,
    name,
    sizeBytes: writtenBytes,
    createdAtMs,
  }));
}

function volumes(inventory: Inventory): readonly Thing[] {
  return inventory.volumes.map(({ name, sizeBytes = 0, createdAtMs = 0 }) => ({
    kind: 'volume',
    id: name,
    name,
    sizeBytes,
    createdAtMs,
  }));
}
