import { describe, expect, test } from 'vitest';
import { volumeDetails } from '../../../electron/core/browsing/volume-details.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import { aContainer, aVolume, ENGINE_NOW_MS } from '../an-inventory.ts';
import { aBrowseReading } from './a-browse-reading.ts';
import { aListPage, names } from './a-list-page.ts';

const project = { 'com.docker.compose.project': 'shop' };
const anonymous = 'a'.repeat(64);
const volumes = [
  aVolume({ name: 'pgdata', isAnonymous: 'no', sizeBytes: 900, containerCount: 0, labels: project }),
  aVolume({ name: anonymous, sizeBytes: 50, containerCount: 1 }),
  aVolume({ name: 'b'.repeat(64), isAnonymous: 'probably', sizeBytes: 7, containerCount: 0 }),
  aVolume({ name: 'buildx_buildkit_b0_state', isAnonymous: 'no', sizeBytes: 1, containerCount: 0 }),
  aVolume({ name: 'nfs', driver: 'acme/nfs', isAnonymous: 'no', sizeBytes: undefined, containerCount: 2 }),
];
const containers = [
  aContainer({ id: 'one', name: 'job', labels: project, volumeNames: [anonymous, 'nfs'], finishedAtMs: 10 }),
  aContainer({ id: 'two', name: 'later', volumeNames: ['nfs'], finishedAtMs: undefined }),
];
const reading = aBrowseReading({ volumes, containers }, { ends: new Map([['two', 20]]) });

describe('the list of volumes', () => {
  test('tells whose each is, who used it last, and its size where that is known', () => {
    const { rows, sizeBytes, freesBytes } = aListPage(reading, 'volume');
    const byName = new Map(rows.map((row) => [row.name, row]));
    expect(byName.get('pgdata')).toMatchObject({ project: 'shop', sizeBytes: 900, usedBy: undefined });
    expect(byName.get(anonymous)).toMatchObject({ project: 'shop', usedBy: 'job', lastUsedAtMs: 10 });
    expect(byName.get('nfs')).toMatchObject({
      driver: 'acme/nfs',
      project: undefined,
      usedBy: 'later',
      lastUsedAtMs: 20,
      sizeBytes: undefined,
      containerCount: 2,
    });
    expect([sizeBytes, freesBytes]).toEqual([958, 907]);
  });

  test('marks nothing that a container names, nor the state of a builder', () => {
    const marks = aListPage(reading, 'volume').rows.filter(({ canMark }) => canMark);
    expect(marks.map(({ name }) => name)).toEqual(['b'.repeat(64), 'pgdata']);
  });

  test('marks nothing of a project that runs', () => {
    const running = aContainer({ id: 'up', state: 'running', labels: project });
    const { rows } = aListPage(aBrowseReading({ volumes, containers: [running] }), 'volume');
    expect(rows.find(({ name }) => name === 'pgdata')).toMatchObject({ canMark: false, freesBytes: 0 });
  });

  test('shows unused, anonymous and named ones by themselves', () => {
    expect(names(aListPage(reading, 'volume', { view: 'unused' }))).toHaveLength(3);
    expect(names(aListPage(reading, 'volume', { view: 'anonymous' }))).toEqual([anonymous, 'b'.repeat(64)]);
    expect(names(aListPage(reading, 'volume', { view: 'named' }))).toHaveLength(3);
    expect(names(aListPage(reading, 'volume', { text: 'acme' }))).toEqual(['nfs']);
  });

  test('has the age of its sizes', () => {
    expect(aListPage(reading, 'volume').takenAtMs).toBe(ENGINE_NOW_MS);
    expect(aListPage({ ...reading, measuredAtMs: 3 }, 'volume').takenAtMs).toBe(3);
  });
});

test('one volume leads to the containers that name it, and shows its labels', () => {
  const details = (name: string) => volumeDetails(reading, reading.inventory, new RowNumbers(), name);
  expect(details('nfs')).toMatchObject({
    name: 'nfs',
    driver: 'acme/nfs',
    containers: { links: [{ name: 'job' }, { name: 'later' }], total: 2 },
  });
  expect(details('pgdata')).toMatchObject({
    project: 'shop',
    labels: [{ key: 'com.docker.compose.project', value: 'shop' }],
  });
  expect(details('gone')).toBeUndefined();
});
