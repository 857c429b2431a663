import { describe, expect, test } from 'vitest';
import { parseCommand, UsageError } from '../../electron/cli/arguments.ts';

const DAY_MS = 86_400_000;
const parse = (line: string) => parseCommand(line.split(' ').filter((word) => word !== ''));

describe('what is typed', () => {
  test('names an engine by host or by context', () => {
    expect(parse('df --host unix:///a.sock -v --json')).toEqual({
      kind: 'df',
      target: { host: 'unix:///a.sock', context: undefined, isJson: true },
      isVerbose: true,
    });
    expect(parse('df -c far')).toMatchObject({ target: { context: 'far' } });
  });

  test('chooses what a clean takes', () => {
    expect(parse('plan deep --older-than 7d --volumes --keep-cache-mounts')).toMatchObject({
      options: { preset: 'deep', olderThanMs: 7 * DAY_MS, includesVolumes: true, keepsCacheMounts: true },
    });
    expect(parse('plan deep')).toMatchObject({
      options: { olderThanMs: undefined, keepsCacheMounts: false },
    });
  });

  test('keeps cache mounts in quick, unless told otherwise', () => {
    expect(parse('plan quick')).toMatchObject({ options: { keepsCacheMounts: true } });
    expect(parse('plan quick --no-keep-cache-mounts')).toMatchObject({
      options: { keepsCacheMounts: false },
    });
  });

  test('says what to do while a build runs', () => {
    expect(parse('clean cache --yes')).toMatchObject({ isYes: true, buildWaitMs: 600_000 });
    expect(parse('clean cache --wait 30s')).toMatchObject({ isYes: false, buildWaitMs: 30_000 });
    expect(parse('clean cache --no-wait')).toMatchObject({ buildWaitMs: 0 });
    expect(parse('clean cache --while-building')).toMatchObject({ buildWaitMs: undefined });
  });

  test.each([
    ['frobnicate', 'no command frobnicate'],
    ['df --yes', 'df does not take --yes'],
    ['df extra', 'extra was not expected'],
    ['df --host a --context b', 'not both'],
    ['clean', 'Name a preset: cache, quick, deep'],
    ['clean everything', 'Name a preset'],
    ['clean deep --older-than 7', 'It was 7'],
    ['clean deep --wait soon', 'It was soon'],
    ['clean deep --no-wait --while-building', 'Give one of'],
    ['clean deep --force', "Unknown option '--force'"],
  ])('%s is refused with the reason', (line, reason) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(reason);
  });

  test.each(['', 'help', '--help', 'clean --help'])('"%s" shows the help', (line) => {
    expect(parse(line)).toEqual({ kind: 'help' });
  });
});
