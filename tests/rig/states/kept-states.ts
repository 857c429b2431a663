/** States with things that no clean may touch: by rule, by project, by the tool that made them. */

import { baseImage } from '../build-image.ts';
import { runContainer, runInBackground } from '../run-container.ts';
import { create, deep, deepWithVolumes, make, write, type FilledStates } from './filled-state.ts';

const project = (name: string): readonly string[] => ['--label', `com.docker.compose.project=${name}`];

export const keptStates: FilledStates = {
  'Compose projects': {
    options: deepWithVolumes,
    takes: ['container', 'network'],
    keeps: [
      'container compose-project-runs',
      'container in-use',
      'image in-use',
      'network compose-project-runs',
    ],
    async fill(engine) {
      for (const name of ['shop', 'old']) {
        await engine.docker(['network', 'create', ...project(name), `${name}_default`]);
        await create(engine, `${name}-migrations`, [...project(name), baseImage, 'true']);
      }
      await runInBackground(engine, 'shop-web', [...project('shop'), baseImage, 'sleep', '100000']);
    },
  },
  'known tools': {
    options: deep,
    takes: ['container'],
    keeps: ['container known-tool', 'image in-use', 'network known-tool'],
    async fill(engine) {
      const label = ['--label', 'io.x-k8s.kind.cluster=dev'];
      await create(engine, 'dev-control-plane', [...label, baseImage, 'true']);
      await engine.docker(['network', 'create', ...label, 'dev-net']);
      await create(engine, 'mine', [baseImage, 'true']);
    },
  },
  'known tools, not kept': {
    options: deep,
    guard: { keepsKnownTools: false },
    takes: ['container', 'image'],
    keeps: [],
    fill: (engine) =>
      create(engine, 'dev-control-plane', ['--label', 'io.x-k8s.kind.cluster=dev', baseImage, 'true']),
  },
  'protected image': {
    options: deep,
    guard: { protectRules: [{ kind: 'image', pattern: 'keep/*' }] },
    takes: ['image', 'record'],
    keeps: ['image protected'],
    async fill(engine) {
      await make(engine, ['keep/this:1', 'also:1'], [write(300_000, '/kept')]);
      await make(engine, ['other:1'], [write(200_000, '/other')]);
    },
  },
  'protected label': {
    options: deep,
    guard: { protectRules: [{ kind: 'label', pattern: 'keep=yes' }] },
    takes: ['container', 'image', 'network', 'record'],
    keeps: ['container protected', 'image in-use', 'image protected', 'network protected'],
    async fill(engine) {
      const label = ['--label', 'keep=yes'];
      await make(engine, ['labelled:1'], ['LABEL keep=yes', write(200_000, '/kept')]);
      await make(engine, ['plain:1'], [write(100_000, '/plain')]);
      await create(engine, 'labelled', [...label, baseImage, 'true']);
      await create(engine, 'plain', [baseImage, 'true']);
      await engine.docker(['network', 'create', ...label, 'labelled']);
      await engine.docker(['network', 'create', 'plain']);
    },
  },
  'protected names': {
    options: deepWithVolumes,
    guard: {
      protectRules: [
        { kind: 'container', pattern: 'keep-*' },
        { kind: 'project', pattern: 'lab' },
      ],
    },
    takes: ['container', 'volume'],
    keeps: ['container protected', 'image in-use', 'volume in-use'],
    async fill(engine) {
      const volume = ['--volume', '/mnt', baseImage, 'sh', '-c', 'head -c 100000 /dev/urandom > /mnt/file'];
      await runContainer(engine, 'keep-this', volume);
      await runContainer(engine, 'other', volume);
      await create(engine, 'lab-web', [...project('lab'), baseImage, 'true']);
    },
  },
  'protected cache': {
    options: deep,
    guard: {
      protectRules: [
        { kind: 'cache-type', pattern: 'exec.cachemount' },
        { kind: 'cache', pattern: '*precious*' },
      ],
    },
    takes: ['image', 'record'],
    keeps: ['record child-stays', 'record protected'],
    fill: (engine) =>
      make(
        engine,
        ['cached:1'],
        [
          'RUN --mount=type=cache,target=/kept head -c 100000 /dev/urandom > /kept/file',
          write(200_000, '/precious'),
          write(150_000, '/plain'),
        ],
      ),
  },
};
