/** States about containers, networks and volumes. */

import { baseImage } from '../build-image.ts';
import { runContainer, runInBackground } from '../run-container.ts';
import { create, deep, deepWithVolumes, make, quick, write, type FilledStates } from './filled-state.ts';

const writes = ['sh', '-c', 'head -c 400000 /dev/urandom > /written'];
const writesAndWaits = ['sh', '-c', 'head -c 200000 /dev/urandom > /written; exec sleep 100000'];
const toVolume = ['sh', '-c', 'head -c 300000 /dev/urandom > /mnt/content'];

export const containerStates: FilledStates = {
  'stopped containers': {
    options: quick,
    takes: ['container'],
    keeps: ['container in-use'],
    async fill(engine) {
      await runContainer(engine, 'wrote', [baseImage, ...writes]);
      await runContainer(engine, 'did-nothing', [baseImage, 'true']);
      await runInBackground(engine, 'runs', [baseImage, ...writesAndWaits]);
    },
  },
  'running container': {
    options: deep,
    takes: ['image', 'record'],
    keeps: ['container in-use', 'image in-use'],
    async fill(engine) {
      await make(engine, ['used:1'], [write(300_000, '/a')]);
      await runInBackground(engine, 'runs', ['used:1', ...writesAndWaits]);
    },
  },
  'paused container': {
    options: deep,
    takes: ['container'],
    keeps: ['container in-use', 'image in-use'],
    async fill(engine) {
      await runInBackground(engine, 'sleeps', [baseImage, ...writesAndWaits]);
      await engine.docker(['pause', 'sleeps']);
      await create(engine, 'never-ran', [baseImage, 'true']);
    },
  },
  'created containers': {
    options: deep,
    takes: ['container', 'image', 'record'],
    keeps: [],
    async fill(engine) {
      await make(engine, ['used:1'], [write(300_000, '/a')]);
      await create(engine, 'never-ran', ['used:1', 'true']);
    },
  },
  'anonymous volumes': {
    options: deepWithVolumes,
    takes: ['container', 'volume'],
    keeps: ['container in-use', 'image in-use', 'volume in-use'],
    async fill(engine) {
      await runContainer(engine, 'left', ['--volume', '/mnt', baseImage, ...toVolume]);
      await runContainer(engine, 'gone', ['--volume', '/mnt', baseImage, ...toVolume]);
      await engine.docker(['rm', 'gone']);
      await runInBackground(engine, 'runs', ['--volume', '/mnt', baseImage, 'sleep', '100000']);
    },
  },
  'named volumes': {
    options: deepWithVolumes,
    takes: ['container', 'image'],
    keeps: ['volume named-volume'],
    async fill(engine) {
      await runContainer(engine, 'left', ['--volume', 'precious:/mnt', baseImage, ...toVolume]);
      await engine.docker(['volume', 'create', 'idle']);
    },
  },
  'named volume ticked': {
    options: deepWithVolumes,
    picksOf: () => ({ unticked: new Set(), tickedVolumes: new Set(['precious']) }),
    takes: ['container', 'image', 'volume'],
    keeps: ['volume named-volume'],
    async fill(engine) {
      await runContainer(engine, 'left', ['--volume', 'precious:/mnt', baseImage, ...toVolume]);
      await engine.docker(['volume', 'create', 'idle']);
    },
  },
  networks: {
    options: deep,
    takes: ['container', 'network'],
    keeps: ['container builder', 'image in-use', 'network in-use'],
    async fill(engine) {
      for (const network of ['idle', 'named', 'stays']) await engine.docker(['network', 'create', network]);
      await engine.docker(['create', '--name', 'goes', '--network', 'named', baseImage, 'true']);
      await engine.docker([
        'create',
        '--name',
        'buildx_buildkit_one0',
        '--network',
        'stays',
        baseImage,
        'true',
      ]);
    },
  },
};
