import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { imageDetails } from '../../electron/core/browsing/image-details.ts';
import type { BrowseRows } from '../../electron/core/browsing/listing.ts';
import { RowNumbers } from '../../electron/core/cleaning/row-numbers.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { startSampleEngine } from '../../electron/engine/sample/start-sample-engine.ts';
import { aBrowseReading } from '../core/browsing/a-browse-reading.ts';
import { aListPage, names } from '../core/browsing/a-list-page.ts';
import { openedEngine } from '../fakes/opened-engine.ts';

it('listens where only this user can connect, and leaves nothing behind', async () => {
  const sample = await startSampleEngine();
  const dir = dirname(sample.endpoint.slice('unix://'.length));
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
  await sample.close();
  await expect(stat(dir)).rejects.toThrow();
});

it('says that it is a sample, and only because it was opened as one', async () => {
  const sample = await startSampleEngine();
  const engine = openEngine(parseEndpoint(sample.endpoint), { isSample: true });
  const plain = openEngine(parseEndpoint(sample.endpoint));
  onTestFinished(async () => {
    engine.close();
    plain.close();
    await sample.close();
  });
  expect(await engine.facts()).toMatchObject({ isSample: true, name: 'sample', version: '28.5.2' });
  expect(await plain.facts()).toMatchObject({ isSample: false });
});

it('looks like a machine after some weeks of work', async () => {
  const { engine } = await openedEngine();
  const { records, images, containers, volumes, networks } = await engine.readInventory('full');
  const totalBytes = records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  expect(totalBytes / 1e9).toBeCloseTo(24.1, 0);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  expect(records.every(({ id }) => /^[a-z0-9]{25}$/.test(id))).toBe(true);
  expect(new Set(records.map(({ type }) => type))).toEqual(
    new Set(['regular', 'exec.cachemount', 'source.local', 'source.git.checkout', 'frontend', 'internal']),
  );
  expect(images.filter(({ references }) => references.length === 0)).toHaveLength(3);
  expect([images.length, containers.length, volumes.length, networks.length]).toEqual([25, 12, 10, 7]);
});

it('layers, images and df agree with each other', async () => {
  const { engine } = await openedEngine();
  const { images, df } = await engine.readInventory('full');
  const chains = await engine.readLayers(images.map(({ id }) => id));
  const bytes = new Map([...chains.values()].flat().map(({ chainId, sizeBytes }) => [chainId, sizeBytes]));
  expect([...bytes.values()].reduce((sum, size) => sum + size, 0)).toBe(df.layersSizeBytes);
});

it('what is cleaned is gone, its bytes too', async () => {
  const { engine } = await openedEngine();
  const before = await engine.readInventory('full');
  const unshared = before.records.filter(({ isShared }) => !isShared);
  const { deletedIds } = await engine.pruneRecords(
    unshared.map(({ id }) => id),
    before.engineTime,
  );
  const dangling = before.images.filter(({ references }) => references.length === 0);
  for (const { id } of dangling) expect(await engine.deleteImage(id, [])).toEqual({ kind: 'deleted' });
  const after = await engine.readInventory('full');
  expect(deletedIds).toHaveLength(unshared.length);
  expect(after.records).toHaveLength(before.records.length - unshared.length);
  expect(after.df.layersSizeBytes).toBeLessThan(before.df.layersSizeBytes);
  // Their last image is gone: what they shared is the cache's alone now.
  expect(after.records.some(({ isShared }) => !isShared)).toBe(true);
});

it('an image that was deleted comes back from its registry, and only from there', async () => {
  const { engine } = await openedEngine();
  const find = async (tag: string) =>
    (await engine.readInventory('light')).images.find(({ references }) => references.includes(tag));
  const before = await find('minio/minio:latest');
  expect(await engine.deleteImage(before?.id ?? '', ['minio/minio:latest'])).toEqual({ kind: 'deleted' });
  const answer = await engine.askRegistry('minio/minio:latest');
  expect(before?.digests).toEqual([`minio/minio@${answer.kind === 'has' ? answer.digest : ''}`]);

  const seen: number[] = [];
  const note = ({ doneBytes }: { readonly doneBytes: number }): void => void seen.push(doneBytes);
  const never = new AbortController().signal;
  expect(await engine.pullImage('minio/minio:latest', note, never)).toBe('pulled');
  expect(await find('minio/minio:latest')).toEqual(before);
  expect(seen.at(-1)).toBe(before?.sizeBytes);
  expect(seen).toHaveLength(30);

  expect(await engine.askRegistry('acme/trainer:latest')).toEqual({ kind: 'not-there' });
  expect(await engine.pullImage('acme/trainer:latest', note, never)).toBe('not-there');
});

it('one that lost its tag to a newer build comes back by digest, without a tag', async () => {
  const { engine } = await openedEngine();
  const dangling = (await engine.readInventory('light')).images.filter(
    ({ references, digests }) => references.length === 0 && digests.length > 0,
  );
  expect(dangling).toHaveLength(1);
  const [{ id, digests } = { id: '', digests: [] }] = dangling;
  const [digest = ''] = digests;
  expect(await engine.deleteImage(id, [])).toEqual({ kind: 'deleted' });
  expect(await engine.pullImage(digest, () => undefined, new AbortController().signal)).toBe('pulled');
  const after = await engine.readInventory('light');
  expect(after.images.find((image) => image.id === id)).toMatchObject({ references: [], digests: [digest] });
});

it('has what the lists are about: bases, projects that run and that do not, logs without end, volumes of each kind', async () => {
  const { engine } = await openedEngine();
  const inventory = await engine.readInventory('full');
  const chains = await engine.readLayers(inventory.images.map(({ id }) => id));
  const images = inventory.images.map((image) => ({ ...image, layers: chains.get(image.id) }));
  const reading = aBrowseReading({ ...inventory, images }, { ends: new Map() });

  const bases = aListPage(reading, 'image').rows.filter(({ baseOfCount }) => baseOfCount > 0);
  expect(names({ rows: bases })).toEqual(['golang:1.24', 'node:22-slim']);
  const numbers: BrowseRows = new RowNumbers();
  const api = images.find(({ references }) => references.includes('acme/shop-api:1.9.0'))?.id ?? '';
  const details = imageDetails(reading, reading.inventory, numbers, api);
  expect(details?.base?.name).toBe('node:22-slim');
  expect(details?.layers.some(({ records }) => records.length > 0)).toBe(true);
  const trainer = images.find(({ references }) => references.includes('acme/trainer:latest'))?.id ?? '';
  expect(imageDetails(reading, reading.inventory, numbers, trainer)?.base).toMatchObject({
    link: undefined,
    name: 'docker.io/nvidia/cuda:12.6.2-runtime-ubuntu24.04',
  });

  const projects = aListPage(reading, 'project', { sort: 'last-used' });
  expect(projects.rows.map(({ name, runningCount }) => [name, runningCount])).toEqual([
    ['blog', 0],
    ['monitoring', 0],
    ['shop', 3],
  ]);
  const inspected = await engine.inspectContainers(inventory.containers.map(({ id }) => id));
  const unlimited = [...inspected.values()].filter(({ log }) => log.isUnrotated);
  expect([unlimited.length, inspected.size]).toEqual([8, 12]);
  expect(names(aListPage(reading, 'volume', { view: 'named' }))).toHaveLength(6);
  expect(names(aListPage(reading, 'volume', { view: 'anonymous' }))).toHaveLength(4);
  expect(names(aListPage(reading, 'volume', { view: 'unused' }))).toHaveLength(3);
});

it('has a builder that runs, with a cache of its own, and one that does not', async () => {
  const sample = await startSampleEngine();
  const engine = openEngine(parseEndpoint(sample.endpoint), { isSample: true });
  onTestFinished(async () => {
    engine.close();
    await sample.close();
  });
  const builders = engine.builders!;
  const [ci, legacy] = await builders.list();
  expect([ci, legacy]).toMatchObject([
    { name: 'ci0', isRunning: true },
    { name: 'legacy0', isRunning: false },
  ]);
  await expect(builders.open(legacy!).readCache()).rejects.toMatchObject({ kind: 'refused' });

  const cache = builders.open(ci!);
  const { records } = await cache.readCache();
  const ids = records.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(5);
  const root = records.find(({ description }) => description.startsWith('pulled from'))!;
  expect(await cache.pruneRecords([root.id], undefined)).toEqual({ deletedIds: [] });
  expect(await cache.pruneRecords(ids, undefined)).toEqual({ deletedIds: ids });
  expect((await cache.readCache()).records).toEqual([]);
});
