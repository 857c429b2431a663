import { describe, expect, test } from 'vitest';
import { Lists } from '../../../electron/core/browsing/lists.ts';
import type { BrowseRows } from '../../../electron/core/browsing/listing.ts';
import { projectDetails } from '../../../electron/core/browsing/project-details.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import { aContainer, anImage, aVolume, ENGINE_NOW_MS } from '../an-inventory.ts';
import { aBrowseReading } from './a-browse-reading.ts';
import { aListPage, names } from './a-list-page.ts';

const of = (project: string) => ({ 'com.docker.compose.project': project });
const os = { chainId: 'os', sizeBytes: 100 };
const images = [
  anImage({
    id: 'api',
    references: ['api:1'],
    containerCount: 1,
    layers: [os, { chainId: 'a', sizeBytes: 1 }],
  }),
  anImage({
    id: 'db',
    references: ['db:1'],
    containerCount: 2,
    layers: [os, { chainId: 'd', sizeBytes: 20 }],
  }),
  anImage({ id: 'old', labels: of('blog'), layers: [os, { chainId: 'o', sizeBytes: 3 }] }),
];
const containers = [
  aContainer({ id: 's1', imageId: 'api', state: 'running', labels: of('shop') }),
  aContainer({ id: 's2', imageId: 'db', labels: of('shop'), finishedAtMs: 500 }),
  aContainer({ id: 'b1', imageId: 'db', labels: of('blog'), volumeNames: ['anon'], writtenBytes: 7 }),
  aContainer({ id: 'none', imageId: 'old', volumeNames: ['anon2'] }),
];
const volumes = [
  aVolume({ name: 'pg', isAnonymous: 'no', labels: of('shop'), sizeBytes: 1_000, createdAtMs: 9 }),
  aVolume({ name: 'anon', containerCount: 1, sizeBytes: 60 }),
  aVolume({ name: 'left', isAnonymous: 'no', labels: of('left-over'), sizeBytes: 4, createdAtMs: 50 }),
];
const reading = aBrowseReading({ images, containers, volumes }, { ends: new Map([['b1', 90]]) });

describe('the list of Compose projects', () => {
  test('has stale ones first, the one unused longest before all', () => {
    expect(names(aListPage(reading, 'project', { sort: 'last-used' }))).toEqual([
      'left-over',
      'blog',
      'shop',
    ]);
    expect(names(aListPage(reading, 'project', { view: 'stale' }))).toEqual(['blog', 'left-over']);
  });

  test('counts what belongs to each, its layers once, and what goes with all of it', () => {
    const { rows, sizeBytes } = aListPage(reading, 'project');
    expect(rows).toMatchObject([
      {
        name: 'blog',
        containerCount: 1,
        runningCount: 0,
        imageCount: 2,
        volumeCount: 1,
        sizeBytes: 100 + 20 + 3 + 7 + 60,
        // Another project runs from `db`, and a container of none from `old`.
        freesBytes: 7 + 60,
        lastUsedAtMs: 90,
        canMark: false,
      },
      { name: 'left-over', containerCount: 0, volumeCount: 1, sizeBytes: 4, freesBytes: 4, lastUsedAtMs: 50 },
      { name: 'shop', runningCount: 1, imageCount: 2, freesBytes: 0, lastUsedAtMs: ENGINE_NOW_MS },
    ]);
    expect(sizeBytes).toBe(100 + 1 + 20 + 3 + 7 + 60 + 1_000 + 4);
  });

  test('takes images that nobody else needs', () => {
    const alone = aBrowseReading({
      images: [anImage({ id: 'db', references: ['db:1'], containerCount: 1, layers: [os] })],
      containers: [aContainer({ id: 'b1', imageId: 'db', labels: of('blog') })],
    });
    expect(aListPage(alone, 'project').rows).toMatchObject([{ freesBytes: 100 }]);
  });

  test('has no size before containers and volumes were measured', () => {
    const { rows, sizeBytes } = aListPage({ ...reading, measuredAtMs: undefined }, 'project');
    expect(rows.map((row) => row.sizeBytes)).toEqual([undefined, undefined, undefined]);
    expect(sizeBytes).toBe(0);
  });
});

test('the whole of one is all that belongs to it, and nothing of the others', () => {
  const numbers: BrowseRows = new RowNumbers();
  const lists = new Lists(reading, numbers);
  expect(lists.marked({ kind: 'whole', row: numbers.of('project', 'blog') })).toEqual([
    { kind: 'container', id: 'b1' },
    { kind: 'image', id: 'db' },
    { kind: 'image', id: 'old' },
    { kind: 'volume', id: 'anon' },
  ]);
  expect(lists.marked({ kind: 'whole', row: numbers.of('project', 'gone') })).toEqual([]);
});

test('one project leads to all that belongs to it', () => {
  const details = projectDetails(reading, reading.inventory, new RowNumbers(), 'blog');
  expect(details).toMatchObject({
    name: 'blog',
    containers: { links: [{ name: 'b1' }], total: 1 },
    images: { links: [{ name: 'db:1' }, { name: 'old' }], total: 2 },
    volumes: { links: [{ name: 'anon' }], total: 1 },
  });
  expect(projectDetails(reading, reading.inventory, new RowNumbers(), 'gone')).toBeUndefined();
});
