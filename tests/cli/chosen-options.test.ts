import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../electron/cli/arguments.ts';
import { chosenOptions } from '../../electron/cli/chosen-options.ts';
import { UsageError } from '../../electron/cli/usage-error.ts';
import { choicesOf, optionsOf, type CustomPreset } from '../../shared/clean-options.ts';

const nightly: CustomPreset = {
  id: 'custom-1',
  name: 'Nightly café',
  choices: { ...choicesOf('quick'), labels: ['ci'], cacheTypes: ['regular'] },
};

function chosen(line: string, saved: readonly CustomPreset[] = [nightly]) {
  const command = parseCommand(['plan', ...line.split(' ')]);
  if (command.kind !== 'plan') throw new Error(`not a plan but ${command.kind}`);
  return chosenOptions(command.request, saved);
}

describe('a preset', () => {
  test('that everybody has goes by its name', () => {
    expect(chosen('quick')).toEqual({ options: optionsOf('quick'), presetName: '' });
    expect(chosen('DEEP').options.preset).toBe('deep');
  });

  test('that was saved goes by its name, whatever the case, or by its id', () => {
    const [name] = ['nightly CAFE\u0301'];
    const request = parseCommand(['plan', name]);
    if (request.kind !== 'plan') throw new Error('not a plan');
    const expected = { options: { preset: 'custom-1', ...nightly.choices }, presetName: 'Nightly café' };
    expect(chosenOptions(request.request, [nightly])).toEqual(expected);
    expect(chosen('custom-1')).toEqual(expected);
  });

  test('that is not there is refused with those that are', () => {
    expect(() => chosen('weekly')).toThrow(
      'There is no preset weekly. There are cache, quick, deep, Nightly café.',
    );
  });

  test('whose name means two is refused with both: the wrong one could take too much', () => {
    const own = { ...nightly, id: 'custom-2', name: 'Deep' } as const;
    const attempt = () => chosen('deep', [nightly, own]);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow('deep, Deep (custom-2)');
    expect(chosen('custom-2', [nightly, own]).presetName).toBe('Deep');
  });
});

describe('what is typed takes the place of what the preset says', () => {
  test('and nothing else does', () => {
    expect(chosen('custom-1 --label keep=no --keep-images 2').options).toEqual({
      preset: 'custom-1',
      ...nightly.choices,
      labels: ['keep=no'],
      keepNewestImages: 2,
    });
  });

  test('anonymous volumes are added', () => {
    expect(chosen('cache --volumes').options.kinds).toEqual(['record', 'volume']);
  });
});

describe('--only', () => {
  test('narrows a preset to kinds', () => {
    expect(chosen('deep --only images,networks').options.kinds).toEqual(['image', 'network']);
    expect(chosen('deep --only images,networks').options.cacheTypes).toBeNull();
  });

  test('is the tick that anonymous volumes need', () => {
    expect(chosen('deep --only volumes').options.kinds).toEqual(['volume']);
  });

  test('takes cache mounts that the preset keeps, since they were named', () => {
    expect(chosen('quick --only cache-mounts').options).toMatchObject({
      kinds: ['record'],
      cacheTypes: ['exec.cachemount'],
      keepsCacheMounts: false,
    });
    expect(chosen('quick --only layers').options.keepsCacheMounts).toBe(true);
    expect(() => chosen('quick --only cache-mounts --keep-cache-mounts')).toThrow('only one of these');
  });

  test('never widens one', () => {
    expect(() => chosen('cache --only images')).toThrow('cache does not clean images');
    expect(() => chosen('custom-1 --only frontend')).toThrow('custom-1 does not clean frontend');
    expect(chosen('custom-1 --only cache').options.cacheTypes).toEqual(['regular']);
  });
});
