import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstLook,
  lookedAgain,
  MOST_IMAGES,
  REMEMBERED_MS,
  useIn,
  withUses,
  type ImageUses,
} from '../../../electron/core/usage/image-uses.ts';

const ids = ['a', 'b', 'c', 'd'];
const anId = fc.constantFrom(...ids);
const aTime = fc.integer({ min: 0, max: 1_000 });
const someUses = fc.array(fc.tuple(anId, aTime)).map((uses) => new Map(uses));
const lookAt = (nowMs: number, ...present: readonly string[]) => ({
  nowMs,
  images: present.map((id) => ({ id, createdAtMs: 0 })),
});
const allThere = firstLook(lookAt(0, ...ids));
const timesIn = (book: ImageUses): readonly (number | undefined)[] =>
  ids.map((id) => book.images.get(id)?.usedAtMs);

describe('what is told of uses', () => {
  test('counts once, however often it is told', () => {
    fc.assert(
      fc.property(someUses, (uses) => {
        const once = withUses(allThere, uses);
        expect(timesIn(withUses(once, uses))).toEqual(timesIn(once));
      }),
    );
  });

  test('counts alike in whatever order it is told', () => {
    fc.assert(
      fc.property(someUses, someUses, someUses, (one, other, third) => {
        const told = [one, other, third].reduce(withUses, allThere);
        expect(timesIn([third, one, other].reduce(withUses, allThere))).toEqual(timesIn(told));
      }),
    );
  });

  test('never takes a use back: not another use, not another look, not a clock that was set', () => {
    const aStep = fc.oneof(
      someUses.map((uses) => (book: ImageUses) => withUses(book, uses)),
      fc.tuple(aTime, fc.subarray(ids), someUses).map(
        ([nowMs, present, uses]) =>
          (book: ImageUses) =>
            lookedAgain(book, lookAt(nowMs, ...present), uses),
      ),
    );
    fc.assert(
      fc.property(fc.array(aStep), (steps) => {
        let book = allThere;
        for (const step of steps) {
          const before = timesIn(book);
          book = step(book);
          timesIn(book).forEach((atMs, index) =>
            expect(atMs ?? 0).toBeGreaterThanOrEqual(before[index] ?? 0),
          );
        }
      }),
    );
  });
});

describe('what is said of an image', () => {
  test('one that was there at the first look and not used since was not seen since then', () => {
    expect(useIn(firstLook(lookAt(500, 'a')), 'a', 900)).toEqual({ kind: 'not-seen', sinceMs: 500 });
  });

  test('one that came while nobody listened counts from its making, or from the look that found it', () => {
    const book = firstLook(lookAt(500, 'a'));
    const images = [
      { id: 'built', createdAtMs: 700 },
      { id: 'pulled', createdAtMs: 20 },
      { id: 'heard', createdAtMs: 20 },
    ];
    const later = lookedAgain(book, { nowMs: 900, images }, new Map([['heard', 600]]));
    const told = images.map(({ id }) => useIn(later, id, 900));
    expect(told).toEqual([700, 900, 600].map((atMs) => ({ kind: 'last-used', atMs })));
  });

  test('no use is shown in the future of the engine’s clock, and none is lost by that', () => {
    const book = withUses(allThere, new Map([['a', 900]]));
    expect(useIn(book, 'a', 100)).toEqual({ kind: 'last-used', atMs: 100 });
    expect(useIn(book, 'a', 1_000)).toEqual({ kind: 'last-used', atMs: 900 });
  });
});

describe('how much is remembered', () => {
  const used = withUses(allThere, new Map([['a', 10]]));

  test('an image that is gone is remembered for 90 days', () => {
    const gone = lookedAgain(used, lookAt(20, 'b'), new Map());
    const back = lookedAgain(gone, lookAt(20 + REMEMBERED_MS - 1, 'a', 'b'), new Map());
    expect(useIn(back, 'a', REMEMBERED_MS)).toEqual({ kind: 'last-used', atMs: 10 });
    expect(lookedAgain(gone, lookAt(20 + REMEMBERED_MS, 'b'), new Map()).images.has('a')).toBe(false);
  });

  test('of too many images the gone ones are forgotten first, and none is said to have come', () => {
    const many = Array.from({ length: MOST_IMAGES }, (_, index) => `there${index}`);
    const full = lookedAgain(used, lookAt(30, ...many), new Map());
    expect(full.images.size).toBe(MOST_IMAGES);
    expect([...full.images.keys()].filter((id) => ids.includes(id))).toEqual([]);
    const fuller = lookedAgain(full, lookAt(40, ...many, 'one more'), new Map());
    expect(fuller.images.size).toBe(MOST_IMAGES);
    expect(useIn(fuller, 'one more', 40).kind).toBe('not-seen');
  });
});
