/** The books of last uses as plain data for a file, and back; what does not read as a book is left out. */

import type { ImageUses, KnownImage } from './image-uses.ts';
import { MOST_IMAGES } from './image-uses.ts';

/** By engine key, the engine looked at last at the end. */
export type UseBooks = ReadonlyMap<string, ImageUses>;

const SCHEMA_VERSION = 1;
export const MOST_ENGINES = 20;

export function keptUses(books: UseBooks): unknown {
  const engines = [...books].slice(-MOST_ENGINES).map(([key, { sinceMs, heardUntilMs, images }]) => ({
    key,
    sinceMs,
    heardUntilMs,
    images: [...images].map(([id, { usedAtMs, goneAtMs }]) => [id, usedAtMs ?? null, goneAtMs ?? null]),
  }));
  return { schemaVersion: SCHEMA_VERSION, engines };
}

export function usesFrom(kept: unknown): Map<string, ImageUses> {
  if (!isObject(kept) || kept['schemaVersion'] !== SCHEMA_VERSION) return new Map();
  return new Map(
    listOf(kept['engines'])
      .flatMap((engine) => bookFrom(engine) ?? [])
      .slice(-MOST_ENGINES),
  );
}

function bookFrom(engine: unknown): readonly [readonly [string, ImageUses]] | undefined {
  if (!isObject(engine)) return undefined;
  const { key, sinceMs, heardUntilMs } = engine;
  if (typeof key !== 'string' || !isTime(sinceMs) || !isTime(heardUntilMs)) return undefined;
  const images = listOf(engine['images']).flatMap((image) => imageFrom(image) ?? []);
  return [[key, { sinceMs, heardUntilMs, images: new Map(images.slice(0, MOST_IMAGES)) }]];
}

function imageFrom(image: unknown): readonly [readonly [string, KnownImage]] | undefined {
  const [id, usedAtMs, goneAtMs] = listOf(image);
  const isRight = [usedAtMs, goneAtMs].every((atMs) => atMs === null || isTime(atMs));
  if (typeof id !== 'string' || !isRight) return undefined;
  return [[id, { usedAtMs: timeOrNone(usedAtMs), goneAtMs: timeOrNone(goneAtMs) }]];
}

function timeOrNone(value: unknown): number | undefined {
  return isTime(value) ? value : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
