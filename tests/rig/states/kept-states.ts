/** States with things that no clean may touch: by project, by the tool that made them. */

import { baseImage } from '../build-image.ts';
import { runInBackground } from '../run-container.ts';
import { create, deep, deepWithVolumes, type FilledStates } from './filled-state.ts';

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
};
