import { describe, expect, test } from 'vitest';
import { containerDetails } from '../../../electron/core/browsing/container-details.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import type { ContainerLog } from '../../../shared/browse.ts';
import { aContainer, anImage, aNetwork, aVolume, ENGINE_NOW_MS } from '../an-inventory.ts';
import { aBrowseReading } from './a-browse-reading.ts';
import { aListPage, names } from './a-list-page.ts';

const shop = { 'com.docker.compose.project': 'shop' };
const api = aContainer({
  id: 'c1',
  name: 'shop-api-1',
  imageId: 'sha256:api',
  state: 'running',
  finishedAtMs: undefined,
  writtenBytes: 5,
  labels: shop,
  volumeNames: ['data'],
  networkRefs: ['n1', 'shop_default', 'host'],
});
const ended = aContainer({ id: 'c2', name: 'ended', imageId: 'sha256:0123456789abcdef', writtenBytes: 30 });
const fresh = aContainer({ id: 'c3', name: 'fresh', state: 'created', finishedAtMs: undefined });
const contents = {
  images: [anImage({ id: 'sha256:api', references: ['acme/api:1'] })],
  containers: [api, ended, fresh],
  volumes: [aVolume({ name: 'data', isAnonymous: 'no' }), aVolume({ name: 'other' })],
  networks: [aNetwork({ id: 'n1', name: 'shop_default' }), aNetwork({ id: 'n2', name: 'elsewhere' })],
};
const unrotated: ContainerLog = { driver: 'json-file', isUnrotated: true, sizeBytes: 4_000 };
const rotated: ContainerLog = { driver: 'local', isUnrotated: false, sizeBytes: undefined };
const reading = aBrowseReading(contents, {
  logs: new Map([
    ['c1', unrotated],
    ['c2', rotated],
  ]),
  ends: new Map([['c2', 77]]),
});

describe('the list of containers', () => {
  test('tells state, image, project, written bytes, log and last run', () => {
    const { rows } = aListPage(reading, 'container');
    expect(rows).toMatchObject([
      { name: 'ended', image: '0123456789ab', project: undefined, sizeBytes: 30, freesBytes: 30 },
      { name: 'fresh', state: 'created', log: undefined, lastUsedAtMs: undefined },
      { name: 'shop-api-1', state: 'running', image: 'acme/api:1', project: 'shop', log: unrotated },
    ]);
    expect(rows[0]).toMatchObject({ lastUsedAtMs: 77, log: rotated, canMark: true });
    expect(rows[2]).toMatchObject({ lastUsedAtMs: ENGINE_NOW_MS, canMark: false, freesBytes: 0 });
  });

  test('finds stopped ones, and logs without a limit', () => {
    expect(names(aListPage(reading, 'container', { view: 'stopped' }))).toEqual(['ended', 'fresh']);
    expect(names(aListPage(reading, 'container', { view: 'unrotated' }))).toEqual(['shop-api-1']);
    expect(names(aListPage(reading, 'container', { text: 'ACME/API' }))).toEqual(['shop-api-1']);
  });

  test('has the age of its sizes, and no size that nobody measured', () => {
    const light = aBrowseReading(
      { containers: [aContainer({ id: 'c', writtenBytes: undefined })] },
      { measuredAtMs: undefined },
    );
    const page = aListPage(light, 'container');
    expect(page).toMatchObject({ takenAtMs: ENGINE_NOW_MS, sizeBytes: 0, rows: [{ sizeBytes: undefined }] });
    expect(aListPage(aBrowseReading({}, { measuredAtMs: 5 }), 'container').takenAtMs).toBe(5);
  });

  test('sorts what nobody knows last, either way', () => {
    const oldest = names(aListPage(reading, 'container', { sort: 'last-used' }));
    const newest = names(aListPage(reading, 'container', { sort: 'last-used', isDescending: true }));
    expect(oldest).toEqual(['ended', 'shop-api-1', 'fresh']);
    expect(newest).toEqual(['shop-api-1', 'ended', 'fresh']);
  });
});

describe('one container', () => {
  const details = (id: string) => containerDetails(reading, reading.inventory, new RowNumbers(), id);

  test('leads to its image and volumes, and names its networks', () => {
    expect(details('c1')).toMatchObject({
      id: 'c1',
      name: 'shop-api-1',
      image: { name: 'acme/api:1' },
      project: 'shop',
      volumes: { links: [{ name: 'data' }], total: 1 },
      networks: ['shop_default'],
    });
    expect(details('c9')).toBeUndefined();
  });

  test('offers the exact lines that limit a log which grows without end, and only then', () => {
    const fix = details('c1')?.log?.fix;
    expect(fix?.composeYaml).toBe(
      'logging:\n  driver: json-file\n  options:\n    max-size: "10m"\n    max-file: "3"',
    );
    expect(JSON.parse(fix?.daemonJson ?? '')).toEqual({
      'log-driver': 'json-file',
      'log-opts': { 'max-size': '10m', 'max-file': '3' },
    });
    expect(details('c2')?.log).toEqual({ ...rotated, fix: undefined });
    expect(details('c3')?.log).toBeUndefined();
  });
});
