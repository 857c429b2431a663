import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptUses, MOST_ENGINES, usesFrom } from '../../../electron/core/usage/kept-image-uses.ts';
import type { ImageUses } from '../../../electron/core/usage/image-uses.ts';

const aTime = fc.nat();
const maybeATime = fc.option(aTime, { nil: undefined });
const aBook = fc.record({
  sinceMs: aTime,
  heardUntilMs: aTime,
  images: fc
    .array(fc.tuple(fc.string(), fc.record({ usedAtMs: maybeATime, goneAtMs: maybeATime })))
    .map((images) => new Map(images)),
});
const someBooks = fc
  .array(fc.tuple(fc.string(), aBook), { maxLength: MOST_ENGINES })
  .map((books) => new Map<string, ImageUses>(books));

test('books come back from a file as they went in', () => {
  fc.assert(
    fc.property(someBooks, (books) => {
      expect(usesFrom(JSON.parse(JSON.stringify(keptUses(books))))).toEqual(books);
    }),
  );
});

test('whatever else a file holds, no book is made of it, and nothing fails', () => {
  fc.assert(
    fc.property(fc.anything(), (kept) => {
      expect(usesFrom(kept).size).toBe(0);
    }),
  );
  const broken = { key: 'k', sinceMs: 1, heardUntilMs: 'soon', images: [] };
  const right = { key: 'r', sinceMs: 1, heardUntilMs: 2, images: [['a', 3, null], ['b', 'x'], 7, null] };
  const books = usesFrom({ schemaVersion: 1, engines: [broken, null, right] });
  expect([...books.keys()]).toEqual(['r']);
  expect([...(books.get('r')?.images.keys() ?? [])]).toEqual(['a']);
});

test('of too many engines those looked at last are kept', () => {
  const book: ImageUses = { sinceMs: 0, heardUntilMs: 0, images: new Map() };
  const books = new Map(Array.from({ length: MOST_ENGINES + 2 }, (_, index) => [`engine${index}`, book]));
  expect([...usesFrom(keptUses(books)).keys()][0]).toBe('engine2');
});
