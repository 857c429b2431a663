import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageDetails } from '../../../electron/core/browsing/image-details.ts';
import { imageSums } from '../../../electron/core/browsing/image-sums.ts';
import type { BrowseRows } from '../../../electron/core/browsing/listing.ts';
import { certainBytes } from '../../../electron/core/cleaning/predict.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import { freedLayerBytes, layerBytes } from '../../../electron/core/usage/layer-bytes.ts';
import type { Image } from '../../../shared/usage.ts';
import { aContainer, anImage, ENGINE_NOW_MS } from '../an-inventory.ts';
import { arbitraryScope } from '../cleaning/arbitrary-scope.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { aBrowseReading, type InventoryReading } from './a-browse-reading.ts';
import { aListPage, names, type Asked } from './a-list-page.ts';

const os = { chainId: 'os', sizeBytes: 100 };
const madeAtMs = Date.parse('2026-02-01T10:00:00Z');
const pip = {
  chainId: 'os/pip',
  sizeBytes: 40,
  madeBy: { command: 'RUN /bin/sh -c pip install # buildkit', atMs: madeAtMs },
};
const copy = { chainId: 'os/pip/copy', sizeBytes: 7 };

const debian = anImage({ id: 'sha256:debian', references: ['debian:12'], layers: [os], sizeBytes: 100 });
const app = anImage({
  id: 'sha256:app',
  references: ['app:1', 'app:latest', 'mirror/app:1'],
  digests: ['app@sha256:aa'],
  layers: [os, pip, copy],
  sizeBytes: 147,
  containerCount: 1,
});
const old = anImage({ id: 'sha256:0123456789abcdef', layers: [os, pip], sizeBytes: 140, createdAtMs: 5 });

const pageOf = (reading: InventoryReading, asked: Asked = {}) =>
  aListPage(reading, 'image', { sort: 'size', isDescending: true, ...asked });

describe('the list of images', () => {
  const reading = aBrowseReading({
    images: [debian, app, old],
    containers: [aContainer({ id: 'c', imageId: app.id, state: 'running' })],
  });

  test('tells names, own and shared bytes, use and what was built on each', () => {
    const { rows } = pageOf(reading);
    expect(names({ rows })).toEqual(['app:1', '0123456789ab', 'debian:12']);
    expect(rows[0]).toMatchObject({
      otherNames: ['app:latest', 'mirror/app:1'],
      sizeBytes: 147,
      uniqueBytes: 7,
      freesBytes: 0,
      canMark: false,
      use: { kind: 'in-use' },
      lastUsedAtMs: ENGINE_NOW_MS,
      containerCount: 1,
      baseOfCount: 0,
    });
    expect(rows[1]).toMatchObject({ uniqueBytes: 0, canMark: true, lastUsedAtMs: undefined, baseOfCount: 1 });
    expect(rows[2]).toMatchObject({ baseOfCount: 1 });
  });

  test('counts a layer once in what it all takes, and promises what goes together', () => {
    const { sizeBytes, freesBytes } = pageOf(reading);
    expect([sizeBytes, freesBytes]).toEqual([147, 0]);
    const unused = pageOf(aBrowseReading({ images: [debian, old] }));
    expect([unused.sizeBytes, unused.freesBytes]).toEqual([140, 140]);
    expect(unused.rows.map((row) => row.freesBytes)).toEqual([40, 0]);
  });

  test('shows dangling and unused ones by themselves, and finds by any name or id', () => {
    const found = (asked: Asked): readonly string[] => names(pageOf(reading, asked));
    expect(found({ view: 'dangling' })).toEqual(['0123456789ab']);
    expect(found({ view: 'unused' })).toEqual(['0123456789ab', 'debian:12']);
    expect(found({ text: 'MIRROR' })).toEqual(['app:1']);
    expect(found({ text: '89abcdef' })).toEqual(['0123456789ab']);
  });

  test('leaves out the steps of the classic builder, which nobody sees', () => {
    const step = anImage({ id: 'step', layers: [os] });
    const built = anImage({ id: 'built', references: ['built:1'], parentId: 'step', layers: [os, pip] });
    const { rows } = pageOf(aBrowseReading({ images: [step, built] }));
    expect(rows).toMatchObject([{ name: 'built:1', uniqueBytes: 140, freesBytes: 40 }]);
  });

  test('cannot mark what a rule protects, and promises nothing of it', () => {
    const guard = {
      protectRules: [{ kind: 'image' as const, pattern: 'debian:*' }],
      keepsKnownTools: true,
    };
    const { rows } = pageOf(aBrowseReading({ images: [debian] }, { guard }));
    expect(rows).toMatchObject([{ canMark: false, freesBytes: 0 }]);
  });

  test('cuts hostile names', () => {
    const named = anImage({ id: 'a', references: ['x'.repeat(100_000), 'y'.repeat(100_000)] });
    const [row] = pageOf(aBrowseReading({ images: [named] })).rows;
    expect([row?.name.length, row?.otherNames[0]?.length]).toEqual([500, 500]);
  });
});

test('an image alone frees what a plan of it alone is sure of', () => {
  fc.assert(
    fc.property(arbitraryScope(), ({ inventory }) => {
      const sums = imageSums(inventory);
      const none = { going: [], staying: [] };
      for (const image of inventory.images) {
        const staying = inventory.images.filter((other) => other !== image);
        const layerBytes = freedLayerBytes([image], staying);
        const parts = {
          containers: none,
          volumes: none,
          images: { going: [image], staying },
          records: { going: [], staying: inventory.records },
          layerBytes,
        };
        expect(sums.freesBytes([image])).toBe(certainBytes(inventory, parts).image(image));
      }
    }),
  );
});

test('images that go together weigh each layer once, and free what a plan of them all is sure of', () => {
  fc.assert(
    fc.property(arbitraryScope(), fc.nat(255), ({ inventory }, pick) => {
      const isGoing = (_: Image, place: number): boolean => ((pick >> place) & 1) === 1;
      const going = inventory.images.filter(isGoing);
      const staying = inventory.images.filter((image, place) => !isGoing(image, place));
      const parts = {
        containers: { going: [], staying: [] },
        volumes: { going: [], staying: [] },
        images: { going, staying },
        records: { going: [], staying: inventory.records },
        layerBytes: freedLayerBytes(going, staying),
      };
      const { image } = certainBytes(inventory, parts);
      const sums = imageSums(inventory);
      expect(sums.freesBytes(going)).toBe(going.reduce((sum, each) => sum + image(each), 0));
      expect(sums.totalBytes(going)).toBe(layerBytes(going));
    }),
  );
});

describe('one image', () => {
  const record = aRecord({
    id: 'r',
    description: 'mount / from exec /bin/sh -c pip install',
    createdAtMs: madeAtMs + 300,
    sizeBytes: 40,
    isShared: true,
  });
  const other = aRecord({ ...record, id: 'other', createdAtMs: madeAtMs + 2_000 });
  const reading = aBrowseReading({
    images: [debian, app, old],
    records: [other, record],
    containers: [aContainer({ id: 'c', name: 'shop-api-1', imageId: app.id })],
  });

  test('shows its layers newest first, who shares them, and the records that they were', () => {
    const rows: BrowseRows = new RowNumbers();
    const details = imageDetails(reading, reading.inventory, rows, app.id);
    expect(details).toMatchObject({
      id: 'sha256:app',
      names: app.references,
      digests: app.digests,
      base: { name: '0123456789ab', link: { name: '0123456789ab' } },
      baseOf: { links: [], total: 0 },
      containers: { links: [{ name: 'shop-api-1' }], total: 1 },
      layers: [
        { command: '', atMs: undefined, sizeBytes: 7, sharedWith: 0, records: [] },
        { command: pip.madeBy.command, atMs: madeAtMs, sizeBytes: 40, sharedWith: 1 },
        { sizeBytes: 100, sharedWith: 2 },
      ],
    });
    const linked = details?.layers[1]?.records.map(({ row }) => rows.at(row));
    expect(linked).toEqual([{ kind: 'record', id: 'r' }]);
    expect(rows.at(details?.base?.link?.row ?? -1)).toEqual({ kind: 'image', id: old.id });
  });

  test('is not there once it is gone', () => {
    expect(imageDetails(reading, reading.inventory, new RowNumbers(), 'sha256:gone')).toBeUndefined();
  });
});
