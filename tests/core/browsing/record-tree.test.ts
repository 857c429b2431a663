import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BROWSE_PAGE_SIZE, type MapNode } from '../../../shared/browse.ts';
import { anImage } from '../an-inventory.ts';
import { aRecord, arbitraryRecords } from '../usage/arbitrary-records.ts';
import { ARecordList } from './a-record-list.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function twoTrees(): ARecordList {
  return new ARecordList({
    records: [
      aRecord({ id: 'small', sizeBytes: 5 }),
      aRecord({ id: 'base', sizeBytes: 1 }),
      aRecord({ id: 'npm', parentIds: ['base'], sizeBytes: 10, description: 'RUN npm ci' }),
      aRecord({ id: 'apt', parentIds: ['base'], sizeBytes: 20, description: 'RUN apt install' }),
      aRecord({ id: 'both', parentIds: ['npm', 'apt'], sizeBytes: 2, description: 'merge' }),
    ],
  });
}

const idsOf = (list: ARecordList, ...level: Parameters<ARecordList['level']>): readonly string[] =>
  list.level(...level).rows.map(({ row }) => list.idAt(row));

describe('the tree of records', () => {
  test('begins with what was made from nothing, the heaviest first', () => {
    const list = twoTrees();
    expect(idsOf(list, null)).toEqual(['base', 'small']);
    expect(idsOf(list, 'base')).toEqual(['apt', 'npm']);
    expect(idsOf(list, 'apt')).toEqual(['both']);
    expect(idsOf(list, 'npm')).toEqual(['both']);
    expect(idsOf(list, 'both')).toEqual([]);
  });

  test('keeps the way to what a filter finds, and tells how many the next level shows', () => {
    const list = twoTrees();
    const roots = list.level(null, { text: 'npm' });
    expect(roots).toMatchObject({ total: 1, rows: [{ childCount: 1 }] });
    expect(idsOf(list, 'base', { text: 'npm' })).toEqual(['npm']);
    expect(list.level('base', { text: 'npm' }).rows[0]).toMatchObject({ childCount: 0 });
  });

  test('knows no row that was never given out, nor one of another kind', () => {
    const list = twoTrees();
    const filter = list.filter();
    expect(list.lists.tree({ filter, parent: 99, offset: 0 })).toEqual({ rows: [], total: 0 });
    const image = list.rows.of('image', 'base');
    expect(list.lists.tree({ filter, parent: image, offset: 0 })).toEqual({ rows: [], total: 0 });
  });

  test('comes a page at a time', () => {
    const list = new ARecordList({
      records: Array.from({ length: 250 }, (_, index) => aRecord({ id: `r${index}` })),
    });
    expect(list.level(null).rows).toHaveLength(BROWSE_PAGE_SIZE);
    expect(list.level(null, {}, BROWSE_PAGE_SIZE)).toMatchObject({ total: 250, rows: { length: 50 } });
  });

  test('leads to every record, whatever is found', () => {
    fc.assert(
      fc.property(arbitraryRecords(), fc.constantFrom('', 'pulled', 'r1'), (records, text) => {
        const list = new ARecordList({ records });
        const met = new Set<string>();
        const walk = (parent: string | null): void => {
          for (const id of idsOf(list, parent, { text })) {
            if (met.has(id)) continue;
            met.add(id);
            walk(id);
          }
        };
        walk(null);
        for (const id of list.ids({ text })) expect(met).toContain(id);
        if (text === '') expect(met.size).toBe(records.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the map of records', () => {
  test('is exact: every node is as large as its children, the root as all that was found', () => {
    fc.assert(
      fc.property(arbitraryRecords(), fc.constantFrom('', 'pulled', 'r1'), (records, text) => {
        const list = new ARecordList({ records });
        const root = list.lists.map(list.filter({ text }));
        expect(root).toMatchObject({
          sizeBytes: list.page({ text }).sizeBytes,
          count: list.page({ text }).total,
        });
        for (const node of [root!, ...root!.children]) expectExact(node);
      }),
      { numRuns: 300 },
    );
  });

  test('shows the 300 largest by themselves and the rest of each type as one', () => {
    const records = Array.from({ length: 1_000 }, (_, index) =>
      aRecord({
        id: `r${index}`,
        sizeBytes: index < 10 ? 1_000 : 7,
        type: index % 2 ? 'regular' : 'internal',
      }),
    );
    const list = new ARecordList({ records });
    const leaves = list.lists.map(list.filter())!.children.flatMap(({ children }) => children);
    const own = leaves.filter(({ row }) => row !== undefined);
    expect(own).toHaveLength(300);
    expect(own.filter(({ sizeBytes }) => sizeBytes === 1_000)).toHaveLength(10);
    expect(own[0]).toMatchObject({ standing: 'frees-now', count: 1 });
    const rest = leaves.filter(({ row }) => row === undefined);
    expect(rest.map(({ type }) => type).sort()).toEqual(['internal', 'regular']);
    expect(sum(rest.map(({ count }) => count))).toBe(700);
  });
});

function expectExact({ children, sizeBytes, count }: MapNode): void {
  expect(sum(children.map((child) => child.sizeBytes))).toBe(sizeBytes);
  expect(sum(children.map((child) => child.count))).toBe(count);
}

describe('one record', () => {
  test('is told with what it was made from, what was made from it, and who holds it', async () => {
    const list = new ARecordList({
      records: [
        aRecord({ id: 'base', description: 'x'.repeat(30_000) }),
        aRecord({ id: 'mid', parentIds: ['base'] }),
        aRecord({ id: 'top', parentIds: ['mid'], isShared: true }),
        aRecord({ id: 'side', parentIds: ['base'] }),
      ],
      images: [anImage({ id: 'i1', references: ['app:1'] })],
    });
    const details = (id: string): unknown => list.lists.details(list.rows.of('record', id));
    const links = (...ids: string[]): unknown => ({
      total: ids.length,
      links: ids.map((id) => ({ row: list.rows.of('record', id) })),
    });
    expect(details('base')).toMatchObject({
      kind: 'record',
      id: 'base',
      parents: links(),
      children: links('mid', 'side'),
      pinnedBy: links('top'),
      holders: [],
    });
    expect((details('base') as { description: string }).description).toHaveLength(20_000);
    expect(details('top')).toMatchObject({
      parents: links('mid'),
      children: links(),
      pinnedBy: links(),
      holders: [{ name: 'app:1', confidence: 'certain' }],
    });
    expect(details('gone')).toBeUndefined();
    expect(list.lists.details(999)).toBeUndefined();
  });
});
