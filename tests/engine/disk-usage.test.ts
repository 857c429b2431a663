import { describe, expect, it } from 'vitest';
import { decode } from '../../electron/engine/decode.ts';
import { diskUsage, type DiskUsage } from '../../electron/engine/wire/disk-usage.ts';
import { recorded } from '../fakes/fake-docker-server.ts';

const read = (json: unknown): DiskUsage => decode(diskUsage, JSON.stringify(json));
const record = { ID: 'a', InUse: false, Shared: false };

describe('the parents of a record', () => {
  it('stand under a key with a leading space (23.0 and later)', () => {
    expect(read({ BuildCache: [{ ...record, ' Parents': ['b', 'c'] }] }).records[0]?.parentIds).toEqual([
      'b',
      'c',
    ]);
  });
  it('or under one without, should that ever be put right', () => {
    expect(read({ BuildCache: [{ ...record, Parents: ['b'] }] }).records[0]?.parentIds).toEqual(['b']);
  });
  it('or are one text (20.10)', () => {
    expect(read({ BuildCache: [{ ...record, Parent: 'b' }] }).records[0]?.parentIds).toEqual(['b']);
  });
  it('or are not there', () => {
    const bare = [record, { ...record, Parent: '' }, { ...record, ' Parents': null }];
    expect(read({ BuildCache: bare }).records.map(({ parentIds }) => parentIds)).toEqual([[], [], []]);
  });
});

describe('nothing at all', () => {
  const nothing = { layersSizeBytes: 0, images: [], containers: [], volumes: [], records: [] };
  it.each([
    [{}],
    [{ LayersSize: 0, Images: null, Containers: null, Volumes: null, BuildCache: null }],
    [{ ImageUsage: {}, ContainerUsage: {}, VolumeUsage: {}, BuildCacheUsage: {} }],
    [{ BuildCacheUsage: {} }],
    [{ ImageUsage: { Items: null }, BuildCacheUsage: null }],
  ])('%j', (json) => expect(read(json)).toEqual(nothing));
});

describe('every shape since 20.10', () => {
  it.each(['20.10.24', '26.1.5', '28.5.2', '28.5.2-containerd'])('%s as recorded', (engine) => {
    const usage = read(recorded(`${engine}.system-df`));
    expect(usage.layersSizeBytes).toBeGreaterThan(0);
    expect(usage.records.length).toBeGreaterThan(20);
    const ids = new Set(usage.records.map(({ id }) => id));
    const parents = usage.records.flatMap(({ parentIds }) => parentIds);
    expect(parents.length).toBeGreaterThan(10);
    expect(parents.filter((id) => !ids.has(id))).toEqual([]);
    expect(usage.records.every(({ createdAtMs }) => createdAtMs > Date.UTC(2020, 0))).toBe(true);
  });

  it('≥ 1.52 sends everything twice without verbose, once with it: the same either way (synthetic)', () => {
    const classic = read(recorded('28.5.2.system-df'));
    expect(read(recorded('29-synthetic.system-df'))).toEqual(classic);
    expect(read(recorded('29-synthetic.system-df-verbose'))).toEqual(classic);
  });

  it('Podman has no cache at all', () => {
    expect(read(recorded('podman-4.3.1.system-df')).records).toEqual([]);
  });
});

it('a record never used has no last use; Go’s zero time is none either', () => {
  const times = [{ LastUsedAt: null }, { LastUsedAt: '0001-01-01T00:00:00Z' }, {}];
  const { records } = read({ BuildCache: times.map((time) => ({ ...record, ...time })) });
  expect(records.map(({ lastUsedAtMs }) => lastUsedAtMs)).toEqual([undefined, undefined, undefined]);
});

it.each([
  ['no id', { InUse: false, Shared: false }],
  ['an empty id', { ...record, ID: '' }],
  ['no word on its use', { ID: 'a', Shared: false }],
  ['no word on sharing', { ID: 'a', InUse: false }],
  ['a size in words', { ...record, Size: '12MB' }],
])('a record with %s is not believed', (_what, odd) => {
  expect(() => read({ BuildCache: [odd] })).toThrow(expect.objectContaining({ kind: 'bad-reply' }));
});

it('an error names the place and never the text that stood there', () => {
  const secret = { ...record, Description: { token: 'hunter2' } };
  expect(() => read({ BuildCache: [secret] })).toThrow(/BuildCache\.0\.Description/);
  expect(() => read({ BuildCache: [secret] })).not.toThrow(/hunter2/);
});
