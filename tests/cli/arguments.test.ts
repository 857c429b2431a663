import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../electron/cli/arguments.ts';
import { UsageError } from '../../electron/cli/usage-error.ts';

const DAY_MS = 86_400_000;
const parse = (line: string) => parseCommand(line.split(' ').filter((word) => word !== ''));
const requestOf = (line: string) => {
  const command = parse(line);
  if (command.kind !== 'plan') throw new Error(`not a plan but ${command.kind}`);
  return command.request;
};

describe('what is typed', () => {
  test('names an engine by host or by context', () => {
    expect(parse('df --host unix:///a.sock -v --json')).toEqual({
      kind: 'df',
      target: { host: 'unix:///a.sock', context: undefined, isJson: true },
      isVerbose: true,
    });
    expect(parse('df -c far')).toMatchObject({ target: { context: 'far' } });
  });

  test.each([
    ['--older-than 7d', { olderThanMs: 7 * DAY_MS, recordsOlderThanMs: 7 * DAY_MS }],
    ['--older-than 1.5h', { olderThanMs: 5_400_000, recordsOlderThanMs: 5_400_000 }],
    ['--keep-storage 10GB', { keepStorageBytes: 10e9 }],
    ['--keep-storage 10g', { keepStorageBytes: 10e9 }],
    ['--keep-storage 1.5GiB', { keepStorageBytes: 1.5 * 1024 ** 3 }],
    ['--keep-storage 512', { keepStorageBytes: 512 }],
    ['--keep-images 3', { keepNewestImages: 3 }],
    ['--keep-cache-mounts', { keepsCacheMounts: true }],
    ['--no-keep-cache-mounts', { keepsCacheMounts: false }],
    ['--label a --label b=c', { labels: ['a', 'b=c'] }],
    ['--name web-*', { names: ['web-*'] }],
    ['--project shop', { projects: ['shop'] }],
    ['--older-than 7d --older-than 1d', { olderThanMs: DAY_MS, recordsOlderThanMs: DAY_MS }],
    ['', {}],
  ])('%s changes what a preset chose', (options, changes) => {
    expect(requestOf(`plan deep ${options}`).changes).toEqual(changes);
  });

  test('names types of things and types of cache', () => {
    expect(requestOf('plan deep --only images,cache-mounts').only).toEqual({
      kinds: new Set(['image', 'record']),
      cacheTypes: ['exec.cachemount'],
    });
    expect(requestOf('plan deep --only layers --only regular,source.local').only).toEqual({
      kinds: new Set(['record']),
      cacheTypes: ['regular', 'source.local'],
    });
    expect(requestOf('plan deep --only cache,layers').only?.cacheTypes).toBeNull();
  });

  test('names what must stay, and volumes that go', () => {
    expect(
      requestOf('plan deep --protect image:postgres:* --protect db --volumes --volume=-odd'),
    ).toMatchObject({
      rules: [
        { kind: 'image', pattern: 'postgres:*' },
        { kind: 'name', pattern: 'db' },
      ],
      takesAnonymousVolumes: true,
      volumes: ['-odd'],
    });
  });

  test('says what to do while a build runs', () => {
    expect(parse('clean cache --yes')).toMatchObject({ isYes: true, buildWaitMs: 600_000 });
    expect(parse('clean cache --wait 30s')).toMatchObject({ isYes: false, buildWaitMs: 30_000 });
    expect(parse('clean cache --no-wait')).toMatchObject({ buildWaitMs: 0 });
    expect(parse('clean cache --while-building')).toMatchObject({ buildWaitMs: undefined });
  });

  test('finishes a clean that was cut off', () => {
    expect(parse('clean --resume -y --no-wait')).toMatchObject({
      kind: 'resume',
      isYes: true,
      buildWaitMs: 0,
    });
  });

  test('asks the history', () => {
    expect(parse('history')).toMatchObject({ request: { format: 'text', limit: 20, query: '' } });
    expect(parse('history --csv --limit 5 old app')).toMatchObject({
      request: { format: 'csv', limit: 5, query: 'old app' },
    });
    expect(parse('history --json')).toMatchObject({ request: { format: 'json' } });
  });

  test.each([
    ['frobnicate', 'no command frobnicate'],
    ['help frobnicate', 'no command frobnicate'],
    ['df --yes', 'df does not take --yes'],
    ['plan deep --yes', 'plan does not take --yes'],
    ['clean --resume --volumes', 'clean --resume does not take --volumes'],
    ['clean --resume deep', 'deep was not expected'],
    ['df extra', 'extra was not expected'],
    ['df --host a --context b', 'not both'],
    ['clean', 'Name a preset: cache, quick, deep'],
    ['clean deep --older-than 7', 'It was 7'],
    ['clean deep --older-than 99999w', 'ten years at most'],
    ['clean deep --wait soon', 'It was soon'],
    ['clean deep --no-wait --while-building', 'only one of these: --no-wait, --while-building'],
    ['clean deep --keep-cache-mounts --no-keep-cache-mounts', 'only one of these'],
    ['clean deep --force', 'no option --force'],
    ['clean deep -x', 'no option -x'],
    ['clean deep --toString', 'no option --toString'],
    ['clean deep --yes=no', '--yes takes no value'],
    ['clean deep --label', '--label needs a value'],
    ['clean deep --label --json', '--label needs a value'],
    ['clean deep --label=', '1 to 200 characters'],
    [
      'clean deep --keep-storage ten',
      '--keep-storage takes a size such as 500MB, 10GB or 1.5GiB. It was ten',
    ],
    ['clean deep --keep-storage -1', '--keep-storage needs a value'],
    ['clean deep --keep-storage 1e9', 'It was 1e9'],
    ['clean deep --keep-storage 99999PB', 'It was 99999PB'],
    ['clean deep --keep-images many', 'a whole number, at most 1000. It was many'],
    ['clean deep --keep-images 1001', 'It was 1001'],
    ['clean deep --only pictures', 'containers, networks, images, cache, volumes, layers, cache-mounts'],
    ['clean deep --only images,', 'It was '],
    ['clean deep --protect image:', 'It was image:'],
    ['history --limit all', 'at most 10000. It was all'],
    ['history --json --csv', 'only one of these: --json, --csv'],
  ])('%s is refused with the reason', (line, reason) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(reason);
  });

  test.each(['', 'help', '--help', 'help help', 'help df', 'df -h'])('"%s" shows the help', (line) => {
    expect(parse(line)).toEqual({ kind: 'help', topic: 'all' });
  });

  test.each(['help clean', 'help plan', 'clean --help', 'plan deep -h'])(
    '"%s" shows what a clean takes',
    (line) => {
      expect(parse(line)).toEqual({ kind: 'help', topic: 'clean' });
    },
  );

  test('is either understood or refused in words, whatever it is', () => {
    const words = [
      'plan',
      'clean',
      'df',
      'history',
      'deep',
      '--only',
      '--label',
      '--keep-storage',
      '--wait',
      '-v',
    ];
    const argument = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...words) },
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `--${text}`),
      fc.string().map((text) => `--keep-storage=${text}`),
      fc.string().map((text) => `--protect=${text}`),
    );
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 8 }), (args) => {
        try {
          expect(parseCommand(args).kind).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as UsageError).message).toMatch(/\S/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
