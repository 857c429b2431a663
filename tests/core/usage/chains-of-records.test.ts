import { describe, expect, test } from 'vitest';
import { chainsOfRecords } from '../../../electron/core/usage/chains-of-records.ts';
import type { CacheRecord, Image } from '../../../shared/usage.ts';
import { anImage } from '../an-inventory.ts';
import { aRecord } from './arbitrary-records.ts';

const step = (chainId: string, command: string, sizeBytes: number, atMs = 5_000) => ({
  chainId,
  sizeBytes,
  madeBy: { command, atMs },
});
const base = step('base', 'ADD root', 70, 0);
const one = anImage({ id: 'one', layers: [base, step('one/a', 'RUN a', 10), step('one/b', 'RUN b', 5)] });
const two = anImage({ id: 'two', layers: [base, step('two/c', 'RUN c', 10)] });

const pulled = aRecord({ id: 'pulled', description: 'pulled from debian', sizeBytes: 0, isShared: true });
const recordOf = (id: string, sizeBytes: number): CacheRecord =>
  aRecord({
    id,
    description: `mount / from exec ${id}`,
    sizeBytes,
    createdAtMs: 5_400,
    isShared: true,
    parentIds: ['pulled'],
  });
const a = recordOf('a', 10);
const b = { ...recordOf('b', 5), parentIds: ['a'] };
const c = recordOf('c', 10);

function chainsOf(
  staying: readonly CacheRecord[],
  records: readonly CacheRecord[],
  images: readonly Image[],
) {
  const chains = chainsOfRecords({ records, images }, (record) => staying.includes(record));
  return chains && [...chains].sort();
}

describe('the layers that records which stay may hold', () => {
  const records = [pulled, a, b, c];

  test('are the layer that each agrees with, and all below it', () => {
    expect(chainsOf([a], records, [one, two])).toEqual(['base', 'one/a']);
  });

  test('of a record that agrees with none, are those below its descendants', () => {
    expect(chainsOf([pulled], records, [one, two])).toEqual(['base']);
  });

  test('are all those of an image whose history agrees with no record', () => {
    expect(chainsOf([a], [pulled, a, b], [one, two])).toEqual(['base', 'one/a', 'two/c']);
  });

  test('are all layers that agree, where several do', () => {
    const twin = anImage({ id: 'twin', layers: [base, step('twin/a', 'RUN a', 10)] });
    expect(chainsOf([a], records, [one, twin])).toEqual(['base', 'one/a', 'twin/a']);
  });

  test('can be any as soon as one record agrees with none', () => {
    const stranger = recordOf('stranger', 1);
    expect(chainsOf([a, stranger], [...records, stranger], [one, two])).toBeUndefined();
  });

  test('are all those of an image whose history tells nothing', () => {
    const squashed = anImage({ id: 'squashed', layers: [{ chainId: 'squashed', sizeBytes: 90 }] });
    expect(chainsOf([a], records, [one, squashed])).toEqual(['base', 'one/a', 'squashed']);
  });

  test('are none where no record stays', () => {
    expect(chainsOf([], records, [one, two])).toEqual([]);
  });
});
