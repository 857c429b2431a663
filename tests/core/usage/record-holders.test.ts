import { describe, expect, test } from 'vitest';
import { recordHolders } from '../../../electron/core/usage/record-holders.ts';
import type { CacheRecord, Image, ImageLayer } from '../../../shared/usage.ts';
import { anImage } from '../an-inventory.ts';
import { aRecord } from './arbitrary-records.ts';

const NOON_MS = Date.parse('2026-03-01T12:00:00.250Z');

function aLayer(chainId: string, command: string, sizeBytes: number, atMs = NOON_MS - 250): ImageLayer {
  return { chainId, sizeBytes, madeBy: { command, atMs } };
}

function aStep(id: string, description: string, sizeBytes: number, parentIds: readonly string[] = []) {
  return aRecord({ id, description, sizeBytes, parentIds, createdAtMs: NOON_MS, isShared: true });
}

const base = aLayer('base', 'ADD file:1 in / ', 70, 0);
const make = aLayer('base/make', 'RUN |1 V=a b /bin/sh -c make # buildkit', 10);
const copy = aLayer('base/make/copy', 'COPY . /srv # buildkit', 3);
const app = anImage({ id: 'app', references: ['app:1'], layers: [base, make, copy] });
const worker = anImage({ id: 'worker', references: ['worker:1'], layers: [base, make] });
const other = anImage({ id: 'other', references: ['other:1'], layers: [base] });

const pulled = aStep('pulled', 'pulled from docker.io/library/debian@sha256:1', 70);
const made = aStep('made', 'mount / from exec /bin/sh -c make', 10, ['pulled']);
const copied = aStep('copied', '[build 3/3] COPY --from=base . /srv', 3, ['made']);

function holdersOf(record: CacheRecord, records: readonly CacheRecord[], images: readonly Image[]) {
  return recordHolders({ records, images })(record).map(
    ({ image, confidence }) => `${image.id} ${confidence}`,
  );
}

describe('the images that hold a record', () => {
  const records = [pulled, made, copied];

  test('are those with a layer of its time, size and command', () => {
    expect(holdersOf(copied, records, [app, worker, other])).toEqual(['app likely']);
    expect(holdersOf(made, records, [app, worker, other])).toEqual(['app likely', 'worker likely']);
  });

  test('hold what the record was made from too', () => {
    expect(holdersOf(pulled, records, [app, worker, other])).toEqual(['app likely', 'worker likely']);
  });

  test('are possible where the size disagrees, or where no command is told', () => {
    const smaller = aStep('smaller', made.description, 9);
    expect(holdersOf(smaller, [smaller], [app, other])).toEqual(['app possible']);
    const untold = aStep('untold', 'fileop target', 3);
    expect(holdersOf(untold, [untold], [app, other])).toEqual(['app possible']);
  });

  test('a record of containerd is larger than its layer by the compressed blob', () => {
    const larger = aStep('larger', made.description, 14);
    expect(holdersOf(larger, [larger], [app, other])).toEqual(['app likely']);
  });

  test('are certain where there is one image alone', () => {
    const untold = aStep('untold', 'something else', 1);
    expect(holdersOf(untold, [untold], [app])).toEqual(['app certain']);
  });

  test('are not guessed: none for another second, another command, or a record that is not shared', () => {
    const later = { ...made, createdAtMs: NOON_MS + 1_000 };
    const different = { ...made, description: 'mount / from exec /bin/sh -c make test' };
    const unshared = { ...made, isShared: false };
    for (const record of [later, different, unshared])
      expect(holdersOf(record, [record], [app, worker])).toEqual([]);
  });

  test('are five at most, the likeliest of them', () => {
    const many = Array.from({ length: 9 }, (_, index) => anImage({ id: `i${index}`, layers: [base, make] }));
    expect(holdersOf(made, [made], many)).toHaveLength(5);
  });
});
