import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsFromJson } from '../../electron/engine/builders/buildctl-json.ts';
import { recordsFromText } from '../../electron/engine/builders/buildctl-text.ts';
import { lastUsesOf } from '../../electron/engine/builders/buildx-store.ts';
import { readFrames } from '../../electron/engine/builders/exec-frames.ts';
import { prunedIds } from '../../electron/engine/builders/pruned-ids.ts';
import { fakeComputer } from '../fakes/fake-computer.ts';

const BAD = { kind: 'bad-reply' };

describe('the output of a command', () => {
  const frame = (kind: number, text: string): Buffer => {
    const bytes = Buffer.from(text);
    const header = Buffer.alloc(8);
    header[0] = kind;
    header.writeUInt32BE(bytes.length, 4);
    return Buffer.concat([header, bytes]);
  };
  async function* cutAt(bytes: Buffer, places: readonly number[]): AsyncGenerator<Buffer> {
    const cuts = [
      0,
      ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b),
      bytes.length,
    ];
    for (const [index, from] of cuts.entries()) yield bytes.subarray(from, cuts[index + 1] ?? from);
  }
  const read = (bytes: Buffer, places: readonly number[] = [], maxBytes = 1000) =>
    readFrames(cutAt(bytes, places), maxBytes);

  it('is the same however it is cut into pieces', async () => {
    const pieces = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.string({ unit: 'binary', maxLength: 20 })));
    await fc.assert(
      fc.asyncProperty(pieces, fc.array(fc.nat(), { maxLength: 8 }), async (frames, places) => {
        const of = (kind: number): string =>
          Buffer.from(frames.flatMap(([each, text]) => (each === kind ? [text] : [])).join('')).toString();
        const bytes = Buffer.concat(frames.map(([kind, text]) => frame(kind, text)));
        expect(await read(bytes, places, 100_000)).toEqual({ stdout: of(1), stderr: of(2) });
      }),
    );
  });

  it('that is cut off is lost, that is something else is a bad reply', async () => {
    await expect(read(frame(1, 'hello').subarray(0, 10))).rejects.toMatchObject({ kind: 'gone' });
    await expect(read(Buffer.from('HTTP/1.1 200 OK\r\n'))).rejects.toMatchObject(BAD);
    await expect(read(frame(3, 'hello'))).rejects.toMatchObject(BAD);
  });

  it('is not read beyond its limit; of complaints the beginning is kept', async () => {
    await expect(read(frame(1, 'x'.repeat(1001)))).rejects.toMatchObject(BAD);
    const { stderr } = await read(Buffer.concat([frame(2, 'y'.repeat(90_000)), frame(2, 'z')]));
    expect(stderr).toBe('y'.repeat(64 * 1024));
  });
});

describe('JSON of buildctl (0.11 and newer)', () => {
  const record = { id: 'a1', inUse: false, shared: false, size: 5 };
  it('reads null as an empty cache, and what is left out as nothing', () => {
    expect(recordsFromJson('null\n')).toEqual([]);
    expect(recordsFromJson(JSON.stringify([record]))).toEqual([
      {
        id: 'a1',
        parentIds: [],
        type: '',
        description: '',
        isInUse: false,
        isShared: false,
        sizeBytes: 5,
        createdAtMs: 0,
        lastUsedAtMs: undefined,
        useCount: 0,
      },
    ]);
  });

  it.each([
    '',
    '{}',
    'error',
    '[{}]',
    '[null]',
    JSON.stringify([{ ...record, id: 'a1,type==regular' }]),
    JSON.stringify([{ ...record, parents: ['../x'] }]),
    JSON.stringify([{ ...record, inUse: undefined }]),
    JSON.stringify([{ ...record, shared: 'no' }]),
    JSON.stringify([record, record]),
  ])('does not believe %s', (text) => {
    expect(() => recordsFromJson(text)).toThrow(expect.objectContaining(BAD) as Error);
  });
});

/** As `printVerbose` of buildctl 0.10 prints it (moby/buildkit `cmd/buildctl/diskusage.go`). */
const block = (given: Readonly<Record<string, string | undefined>> = {}): string => {
  const fields: Readonly<Record<string, string | undefined>> = {
    ID: 'a1',
    Parents: 'b2;c3',
    'Created at': '2022-09-01 12:00:00.123456789 +0000 UTC',
    Mutable: 'false',
    Reclaimable: 'true',
    Shared: 'false',
    Size: '172.82MB',
    Description: 'mount / from exec /bin/sh -c make',
    'Usage count': '3',
    'Last used': '2022-09-02 14:30:00 +0230 +0230',
    Type: 'regular',
    ...given,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}:\t${value}`],
  );
  return `${lines.join('\n')}\n\n`;
};
const sums = 'Reclaimable:\t172.82MB\nTotal:\t\t172.82MB\n';

describe('text of buildctl (0.10 and older)', () => {
  it('is read field by field, sizes by thousands', () => {
    expect(recordsFromText(block() + sums)).toEqual([
      {
        id: 'a1',
        parentIds: ['b2', 'c3'],
        type: 'regular',
        description: 'mount / from exec /bin/sh -c make',
        isInUse: false,
        isShared: false,
        sizeBytes: 172_820_000,
        createdAtMs: Date.parse('2022-09-01T12:00:00.123Z'),
        lastUsedAtMs: Date.parse('2022-09-02T12:00:00Z'),
        useCount: 3,
      },
    ]);
    expect(recordsFromText(sums)).toEqual([]);
  });

  it.each([
    ['0B', 0],
    ['999B', 999],
    ['4.10kB', 4_100],
    ['1.23GB', 1_230_000_000],
    ['-1B', 0],
  ])('%s', (Size, bytes) => expect(recordsFromText(block({ Size }))[0]?.sizeBytes).toBe(bytes));

  it('goes without what older ones do not print', () => {
    const older = block({ Shared: undefined, Type: undefined, Parents: undefined, 'Last used': undefined });
    expect(recordsFromText(older)).toMatchObject([
      { parentIds: [], isShared: false, type: 'regular', lastUsedAtMs: undefined },
    ]);
    expect(recordsFromText(block().replace('Parents:\tb2;c3', 'Parent:\tb2'))[0]?.parentIds).toEqual(['b2']);
  });

  it('gives back any description whole, whatever it pretends to be', () => {
    const Description = 'RUN <<EOF\n\nUsage count:\t9\nSize:\t0B\nID:\tfake\n\nEOF';
    const [record, ...more] = recordsFromText(block({ Description }) + sums);
    expect(record?.description).toBe(Description);
    expect(more).toEqual([]);
  });

  it('never shows one record twice, whatever a description forges', () => {
    const forged = block({ ID: 'b2' }).slice(0, -2);
    expect(() =>
      recordsFromText(block({ Description: `x\nUsage count:\t1\n\n${forged}` }) + block({ ID: 'b2' })),
    ).toThrow();
  });

  it.each([
    'garbage',
    block({ ID: 'A B' }),
    block({ Size: 'large' }),
    block({ Reclaimable: 'perhaps' }),
    block({ 'Created at': 'yesterday' }),
    block().slice(0, 40),
    `${block()}garbage\n`,
    block() + block(),
  ])('does not believe %j', (text) => {
    expect(() => recordsFromText(text)).toThrow(expect.objectContaining(BAD) as Error);
  });

  it('takes no longer for a long text that is none', () => {
    const long = `${block().slice(0, -40)}${'Usage count:\t1\n'.repeat(200_000)}`;
    const beganMs = performance.now();
    expect(() => recordsFromText(long)).toThrow();
    expect(performance.now() - beganMs).toBeLessThan(2_000);
  });
});

describe('what a prune says it deleted', () => {
  it('is told a line a record, as JSON or in a table', () => {
    const json = '{"id":"a1","size":1}\n{"id":"b2"}\n';
    const rows =
      'ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED\na1   \ttrue \t1B\t\nb2*  \tfalse\t2B*\t\nTotal:\t3B\n';
    expect(prunedIds(json, ['a1', 'b2', 'c3'])).toEqual(['a1', 'b2']);
    expect(prunedIds(rows, ['a1', 'b2', 'c3'])).toEqual(['a1', 'b2']);
  });

  it('counts only of what was asked for', () => {
    expect(prunedIds('{"id":"zz"}\nzz\ttrue\n{"id":5}\nnull\n{broken', ['a1'])).toEqual([]);
  });
});

describe('buildx’s own files', () => {
  const home = '/home/ann/.docker/buildx';
  const instance = (nodes: readonly object[], Driver = 'docker-container'): string =>
    JSON.stringify({ Name: 'x', Driver, Nodes: nodes, Dynamic: false });
  const files = {
    [`${home}/instances/multi`]: instance([
      { Name: 'multi0', Endpoint: 'unix:///var/run/docker.sock' },
      { Name: 'multi1', Endpoint: 'ssh://far' },
      { Name: 'multi2', Endpoint: 'default' },
    ]),
    [`${home}/activity/multi`]: '2024-03-01T14:25:03Z\n',
    [`${home}/instances/never`]: instance([{ Name: 'never0', Endpoint: 'default' }]),
    [`${home}/instances/far`]: instance([{ Name: 'far0', Endpoint: 'default' }], 'remote'),
    [`${home}/activity/far`]: '2024-03-01T14:25:03Z',
    [`${home}/instances/broken`]: '{',
    [`${home}/activity/broken`]: '2024-03-01T14:25:03Z',
  };
  const usedAtMs = Date.parse('2024-03-01T14:25:03Z');

  it('tell when each node of this engine was last used', async () => {
    const uses = await lastUsesOf(fakeComputer({ platform: 'linux', files }), 'unix:///var/run/docker.sock');
    expect([...uses]).toEqual([
      ['multi0', usedAtMs],
      ['multi2', usedAtMs],
    ]);
  });

  it('are where BUILDX_CONFIG says', async () => {
    const moved = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.replace(home, '/b'), text]),
    );
    const computer = fakeComputer({ platform: 'linux', env: { BUILDX_CONFIG: '/b' }, files: moved });
    expect((await lastUsesOf(computer, 'unix:///var/run/docker.sock')).size).toBe(2);
    expect((await lastUsesOf(undefined, 'unix:///var/run/docker.sock')).size).toBe(0);
  });
});
