import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardOf } from '../cleaning/plan-of.ts';
import { BROWSE_PAGE_SIZE, BrowseSort, type BrowseRow, type RecordRow } from '../../../shared/browse.ts';
import { stepWords } from '../../../shared/step-words.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { anImage } from '../an-inventory.ts';
import { aRecord, arbitraryRecords } from '../usage/arbitrary-records.ts';
import { ARecordList } from './a-record-list.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const DAY_MS = 86_400_000;

describe('the list of records', () => {
  test('tells of each what it holds, what was made from it, and what that frees', () => {
    const list = new ARecordList({
      records: [
        aRecord({ id: 'base', sizeBytes: 1 }),
        aRecord({ id: 'step', parentIds: ['base'], sizeBytes: 10, useCount: 4, lastUsedAtMs: 7 }),
        aRecord({ id: 'held', parentIds: ['step'], sizeBytes: 100, isShared: true }),
      ],
      images: [anImage({ id: 'i1' })],
    });
    expect(list.row('base')).toMatchObject({
      childCount: 1,
      treeBytes: 111,
      freesBytes: 11,
      standing: 'shared',
      isPinned: true,
      canMark: true,
    });
    expect(list.row('step')).toMatchObject({ sizeBytes: 10, useCount: 4, lastUsedAtMs: 7, treeBytes: 110 });
    expect(list.row('held')).toMatchObject({ freesBytes: 0, standing: 'shared', isPinned: false });
  });

  test('lets nothing be marked that is in use or protected, nor what it was made from', () => {
    const list = new ARecordList(
      {
        records: [
          aRecord({ id: 'a' }),
          aRecord({ id: 'a1', parentIds: ['a'], isInUse: true }),
          aRecord({ id: 'b' }),
          aRecord({ id: 'b1', parentIds: ['b'], type: 'exec.cachemount' }),
          aRecord({ id: 'c' }),
        ],
      },
      { guard: guardOf('cache-type:exec.cachemount') },
    );
    const marks = list.page().rows.map(({ row, canMark }) => [list.idAt(row), canMark]);
    expect(Object.fromEntries(marks)).toEqual({ a: false, a1: false, b: false, b1: false, c: true });
    expect(list.row('b')).toMatchObject({ standing: 'protected', isPinned: true, freesBytes: 0 });
  });

  test('has views that leave some out', () => {
    const list = new ARecordList({
      records: [
        aRecord({ id: 'free', useCount: 9, createdAtMs: 0, lastUsedAtMs: DAY_MS }),
        aRecord({ id: 'kept', useCount: 9, createdAtMs: 0, lastUsedAtMs: DAY_MS }),
        aRecord({ id: 'busy', parentIds: ['kept'], isInUse: true, useCount: 9, lastUsedAtMs: DAY_MS }),
        aRecord({ id: 'layer', isShared: true, useCount: 9, lastUsedAtMs: DAY_MS }),
        aRecord({ id: 'fresh', useCount: 5, createdAtMs: DAY_MS, lastUsedAtMs: DAY_MS + 2_000 }),
        aRecord({ id: 'once', useCount: 1, createdAtMs: 0, lastUsedAtMs: DAY_MS }),
      ],
    });
    const view = (name: Parameters<typeof list.filter>[0]): readonly string[] => [...list.ids(name)].sort();
    expect(view({ view: 'frees-now' })).toEqual(['free', 'fresh', 'once']);
    expect(view({ view: 'in-use' })).toEqual(['busy', 'kept']);
    expect(view({ view: 'pinned' })).toEqual(['kept']);
    expect(view({ view: 'shared' })).toEqual(['layer']);
    expect(view({ view: 'never-used' })).toEqual(['fresh', 'once']);
    expect(view({ view: 'dangling' })).toHaveLength(6);
  });

  test('is searched by step, raw description, type and id, upper and lower case alike', () => {
    const list = new ARecordList({
      records: [
        aRecord({ id: 'abc', description: 'mount / from exec /bin/sh -c npm ci' }),
        aRecord({ id: 'def', description: '[build 2/3] COPY . .', type: 'source.local' }),
      ],
    });
    expect(list.ids({ text: 'run NPM' })).toEqual(['abc']);
    expect(list.ids({ text: ' Mount / ' })).toEqual(['abc']);
    expect(list.ids({ text: 'source.L' })).toEqual(['def']);
    expect(list.ids({ text: 'DEF' })).toEqual(['def']);
    expect(list.ids({ text: 'nothing' })).toEqual([]);
    expect(list.ids({ type: 'source.local' })).toEqual(['def']);
  });

  test('cuts a description without end', () => {
    const list = new ARecordList({ records: [aRecord({ id: 'long', description: 'x'.repeat(100_000) })] });
    expect(list.page().rows[0]?.name).toHaveLength(500);
  });

  test('calls a record the same through all readings, and gives no number to what was not shown', () => {
    const records = Array.from({ length: BROWSE_PAGE_SIZE + 50 }, (_, index) =>
      aRecord({ id: `r${index}`, sizeBytes: index }),
    );
    const list = new ARecordList({ records });
    const first = list.page({}, { sort: 'size', isDescending: true });
    expect(first.rows).toHaveLength(BROWSE_PAGE_SIZE);
    expect(list.rows.at(BROWSE_PAGE_SIZE)).toBeUndefined();
    expect(list.page({}, { sort: 'size', isDescending: true, offset: BROWSE_PAGE_SIZE }).rows).toHaveLength(
      50,
    );
    expect(list.page({}, { sort: 'size', isDescending: true })).toEqual(first);
  });
});

describe('any list of records', () => {
  test('is sorted both ways, what is not known last, equals by name', () => {
    fc.assert(
      fc.property(
        arbitraryRecords(),
        fc.constantFrom(...BrowseSort.options),
        fc.boolean(),
        (records, sort, isDescending) => {
          const { rows } = new ARecordList({ records }).page({}, { sort, isDescending });
          const sign = isDescending ? -1 : 1;
          for (const [index, row] of rows.slice(1).entries())
            expect(comesBefore(rows[index]!, row, sort, sign)).toBe(true);
          expect(rows).toHaveLength(records.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('adds up to all that was found, and to what a plan of it would free', () => {
    fc.assert(
      fc.property(arbitraryRecords(), fc.constantFrom('pulled', 'internal', 'r1'), (records, text) => {
        const list = new ARecordList({ records });
        const page = list.page({ text });
        const found = records.filter(({ id }) => list.ids({ text }).includes(id));
        expect(page.total).toBe(found.length);
        expect(page.sizeBytes).toBe(sum(found.map(({ sizeBytes }) => sizeBytes)));
        expect(page.freesBytes).toBe(sum(goingOf(records, found).map(freesOf)));
      }),
      { numRuns: 500 },
    );
  });

  test('frees by a record what everything made from it frees', () => {
    fc.assert(
      fc.property(arbitraryRecords(), (records) => {
        const list = new ARecordList({ records });
        for (const { id } of records) {
          const tree = records.filter((other) => other.id === id || isMadeFrom(records, other, id));
          const canMark = tree.every(({ isInUse }) => !isInUse);
          expect(list.row(id)).toMatchObject({
            canMark,
            treeBytes: sum(tree.map(({ sizeBytes }) => sizeBytes)),
            freesBytes: canMark ? sum(tree.map(freesOf)) : 0,
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** What would go of these if they were marked: nothing in use, and nothing that holds up what stays. */
function goingOf(records: readonly CacheRecord[], marked: readonly CacheRecord[]): readonly CacheRecord[] {
  return marked.filter(
    ({ id, isInUse }) =>
      !isInUse &&
      records.every((other) => !isMadeFrom(records, other, id) || (marked.includes(other) && !other.isInUse)),
  );
}

/** Without images, all that is not shared comes back. */
function freesOf({ isShared, sizeBytes }: CacheRecord): number {
  return isShared ? 0 : sizeBytes;
}

function isMadeFrom(records: readonly CacheRecord[], { parentIds }: CacheRecord, id: string): boolean {
  return parentIds.some(
    (parentId) =>
      parentId === id || records.some((record) => record.id === parentId && isMadeFrom(records, record, id)),
  );
}

function comesBefore(one: BrowseRow, other: BrowseRow, sort: BrowseSort, sign: number): boolean {
  const [first, second] = [keyOf(one, sort), keyOf(other, sort)];
  if (first === second) return nameOf(one) <= nameOf(other);
  if (first === undefined || second === undefined) return second === undefined;
  return first < second === sign > 0;
}

function keyOf(row: BrowseRow, sort: BrowseSort): number | string | undefined {
  const record = row as RecordRow;
  return {
    size: record.sizeBytes,
    frees: record.freesBytes,
    name: nameOf(row),
    created: record.createdAtMs,
    'last-used': record.lastUsedAtMs,
    uses: record.useCount,
  }[sort];
}

function nameOf({ name }: BrowseRow): string {
  return stepWords(name).toLowerCase();
}
