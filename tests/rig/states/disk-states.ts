/** States of files of a megabyte and more, where what an engine accounts for and what the disk holds are the same bytes. */

import { baseImage, tryBuild } from '../build-image.ts';
import { runContainer, runInBackground } from '../run-container.ts';
import { cache, deep, deepWithVolumes, make, quick, write, type FilledState } from './filled-state.ts';

const MB = 1_000_000;
const library = [write(20 * MB, '/library')];

export interface DiskState extends Pick<FilledState, 'options' | 'guard' | 'fill'> {
  /** Whatever goes, something that stays holds its bytes. */
  readonly freesNothing?: true;
}

export const diskStates: Readonly<Record<string, DiskState>> = {
  'one chain': {
    options: deep,
    fill: (engine) =>
      make(engine, ['chain:1'], [write(15 * MB, '/a'), write(10 * MB, '/b'), write(5 * MB, '/c')]),
  },
  'shared prefix': {
    options: deep,
    async fill(engine) {
      await make(engine, ['one:1'], [...library, write(8 * MB, '/one')]);
      await make(engine, ['two:1'], [...library, write(6 * MB, '/two')]);
    },
  },
  'shared prefix, one in use': {
    options: deep,
    async fill(engine) {
      await make(engine, ['one:1'], [...library, write(8 * MB, '/one')]);
      await make(engine, ['two:1'], [...library, write(6 * MB, '/two')]);
      await runInBackground(engine, 'user', ['two:1', 'sleep', '100000']);
    },
  },
  'image gone, cache kept': {
    options: { ...deep, kinds: ['image'] },
    freesNothing: true,
    fill: (engine) => make(engine, ['chain:1'], [...library, write(8 * MB, '/one')]),
  },
  'cache gone, image kept': {
    options: cache,
    async fill(engine) {
      await make(engine, ['kept:1'], ['COPY data /', ...library], { files: { data: 12 * MB } });
      await make(engine, ['lost:1'], [write(9 * MB, '/lost')]);
      await engine.docker(['image', 'rm', 'lost:1']);
    },
  },
  'cache mount': {
    options: cache,
    fill: (engine) =>
      make(
        engine,
        ['mounting:1'],
        [`RUN --mount=type=cache,target=/kept head -c ${14 * MB} /dev/urandom > /kept/file`],
      ),
  },
  'failed build': {
    options: cache,
    async fill(engine) {
      const steps = [write(18 * MB, '/lost'), 'RUN false'];
      const { code } = await tryBuild(engine, { dockerfile: [`FROM ${baseImage}`, ...steps].join('\n') });
      if (code === 0) throw new Error('the build that must fail did not');
    },
  },
  'stages left behind': {
    options: cache,
    fill: (engine) =>
      make(
        engine,
        ['staged:1'],
        [
          `FROM ${baseImage} AS builder`,
          write(20 * MB, '/big'),
          `RUN head -c ${4 * MB} /big > /built`,
          `FROM ${baseImage}`,
          'COPY --from=builder /built /built',
        ],
      ),
  },
  'dangling image': {
    options: quick,
    freesNothing: true,
    async fill(engine) {
      await make(engine, ['kept:1'], library);
      await make(engine, [], [write(11 * MB, '/nameless')]);
    },
  },
  'child image': {
    options: deep,
    async fill(engine) {
      await make(engine, ['parent:1'], library);
      await runContainer(engine, 'writer', [
        'parent:1',
        'sh',
        '-c',
        `head -c ${7 * MB} /dev/urandom > /child`,
      ]);
      await engine.docker(['commit', 'writer', 'child:1']);
    },
  },
  'stopped containers': {
    options: quick,
    async fill(engine) {
      await runContainer(engine, 'wrote', [
        baseImage,
        'sh',
        '-c',
        `head -c ${16 * MB} /dev/urandom > /written`,
      ]);
    },
  },
  'anonymous volumes': {
    options: deepWithVolumes,
    fill: (engine) =>
      runContainer(engine, 'left', [
        '--volume',
        '/mnt',
        baseImage,
        'sh',
        '-c',
        `head -c ${13 * MB} /dev/urandom > /mnt/content`,
      ]),
  },
  'base with a user': {
    options: deep,
    async fill(engine) {
      await make(engine, ['library:1'], library);
      await make(engine, ['app:1'], ['FROM library:1', write(8 * MB, '/app')]);
      await make(engine, ['other:1'], ['FROM library:1', write(9 * MB, '/other')]);
      await runInBackground(engine, 'user', ['app:1', 'sleep', '100000']);
    },
  },
  'cache of a protected image': {
    options: deep,
    guard: { protectRules: [{ kind: 'image', pattern: 'keep:*' }] },
    async fill(engine) {
      await make(engine, ['keep:1'], library);
      await make(engine, ['goes:1'], [write(12 * MB, '/goes')]);
    },
  },
};

/** What an engine calls a byte each and the disk a block each. */
export const smallFileStates: Readonly<Record<string, DiskState>> = {
  '5,000 files of 200 B': {
    options: deep,
    fill: (engine) => make(engine, ['small:1'], ['WORKDIR /small', `RUN ${smallFiles(5_000)}`]),
  },
};

/** By the shell alone: a program a file would take seconds. */
function smallFiles(count: number): string {
  return `i=0; while test $i -lt ${count}; do echo ${'x'.repeat(199)} > $i; i=$((i+1)); done`;
}
