/** States about images: what they share, their names, and what is made of them. */

import { runContainer, runInBackground } from '../run-container.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { itemKey } from '../../../electron/core/cleaning/clean-scope.ts';
import { baseImage } from '../build-image.ts';
import { deep, make, quick, write, type FilledStates } from './filled-state.ts';

const library = [write(900_000, '/library')];

export const imageStates: FilledStates = {
  'one chain': {
    options: deep,
    takes: ['image', 'record'],
    keeps: [],
    fill: (engine) =>
      make(engine, ['chain:1'], [write(500_000, '/a'), write(300_000, '/b'), write(200_000, '/c')]),
  },
  'shared prefix': {
    options: deep,
    takes: ['image', 'record'],
    keeps: [],
    async fill(engine) {
      await make(engine, ['one:1'], [...library, write(300_000, '/one')]);
      await make(engine, ['two:1'], [...library, write(200_000, '/two')]);
    },
  },
  'shared prefix, one in use': {
    options: deep,
    takes: ['image', 'record'],
    keeps: ['container in-use', 'image in-use'],
    async fill(engine) {
      await make(engine, ['one:1'], [...library, write(300_000, '/one')]);
      await make(engine, ['two:1'], [...library, write(200_000, '/two')]);
      await runInBackground(engine, 'user', ['two:1', 'sleep', '100000']);
    },
  },
  'base with a user': {
    options: deep,
    takes: ['image', 'record'],
    keeps: ['container in-use', 'image in-use'],
    async fill(engine) {
      await make(engine, ['library:1'], library);
      await make(engine, ['app:1'], ['FROM library:1', write(200_000, '/app')]);
      await runInBackground(engine, 'user', ['app:1', 'sleep', '100000']);
    },
  },
  'base without users': {
    options: deep,
    takes: ['image', 'record'],
    keeps: ['container in-use', 'image in-use'],
    async fill(engine) {
      await make(engine, ['library:1'], library);
      await runInBackground(engine, 'user', [baseImage, 'sleep', '100000']);
    },
  },
  dangling: {
    options: quick,
    takes: ['image', 'record'],
    keeps: ['record shared'],
    async fill(engine) {
      await make(engine, ['kept:1'], library);
      await make(engine, [], [write(400_000, '/nameless')]);
    },
  },
  retagged: {
    options: quick,
    takes: ['image', 'record'],
    keeps: ['record shared'],
    // Its store forgets an image with its last name.
    otherwise: { d28c: { takes: ['record'] } },
    async fill(engine) {
      await make(engine, ['moved:1'], [write(400_000, '/first')]);
      await make(engine, ['moved:1'], [write(300_000, '/second')]);
    },
  },
  'many names': {
    options: deep,
    takes: ['image', 'record'],
    keeps: [],
    async fill(engine) {
      await make(engine, ['named:1', 'named:latest', 'elsewhere/named:stable'], library);
    },
  },
  'many names, in use': {
    options: deep,
    takes: ['image', 'record'],
    keeps: ['container in-use', 'image in-use'],
    async fill(engine) {
      await make(engine, ['named:1', 'elsewhere/named:stable'], library);
      await runInBackground(engine, 'user', ['named:1', 'sleep', '100000']);
    },
  },
  'child image': {
    options: deep,
    takes: ['container', 'image', 'record'],
    keeps: [],
    async fill(engine) {
      await make(engine, ['parent:1'], library);
      await runContainer(engine, 'writer', ['parent:1', 'sh', '-c', 'head -c 250000 /dev/urandom > /child']);
      await engine.docker(['commit', 'writer', 'child:1']);
    },
  },
  'child image in use': {
    options: deep,
    takes: ['container', 'image', 'record'],
    keeps: ['container in-use', 'image child-stays', 'image in-use'],
    async fill(engine) {
      await make(engine, ['parent:1'], library);
      await runContainer(engine, 'writer', ['parent:1', 'sh', '-c', 'head -c 250000 /dev/urandom > /child']);
      await engine.docker(['commit', 'writer', 'child:1']);
      await runInBackground(engine, 'user', ['child:1', 'sleep', '100000']);
    },
  },
  'many stages': {
    options: deep,
    takes: ['image', 'record'],
    keeps: [],
    fill: (engine) =>
      make(
        engine,
        ['staged:1'],
        [
          `FROM ${baseImage} AS tools`,
          write(300_000, '/tool'),
          `FROM tools AS builder`,
          write(600_000, '/built'),
          `FROM ${baseImage}`,
          'COPY --from=builder /built /built',
          'COPY --from=tools /tool /tool',
        ],
      ),
  },
  'chosen by name': {
    options: { ...deep, names: ['one*'] },
    takes: ['image'],
    keeps: ['image not-chosen'],
    async fill(engine) {
      await make(engine, ['one:1'], library);
      await make(engine, ['two:1'], library);
    },
  },
  'one unticked': {
    options: deep,
    picksOf: ({ items }) => ({
      unticked: new Set(
        items.filter(({ name }) => name === 'one:1').map(({ kind, id }) => itemKey(kind, id)),
      ),
      tickedVolumes: new Set(),
    }),
    takes: ['image', 'record'],
    keeps: ['image unticked'],
    async fill(engine) {
      await make(engine, ['one:1'], library);
      await make(engine, ['two:1'], [...library, write(300_000, '/two')]);
    },
  },
  'newest of each repository': {
    options: { ...deep, keepNewestImages: 1 },
    takes: ['image', 'record'],
    keeps: ['image newest'],
    async fill(engine) {
      await make(engine, ['app:1'], library);
      // Images are made to the second: the next one is a second younger at least.
      const startedAtS = Math.floor(Date.now() / 1_000);
      while (Math.floor(Date.now() / 1_000) === startedAtS) await delay(20);
      await make(engine, ['app:2'], [...library, write(300_000, '/two')]);
    },
  },
};
