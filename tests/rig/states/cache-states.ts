/** States about the build cache: kinds of records, ages, and what holds them. */

import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { baseImage, build, tryBuild } from '../build-image.ts';
import type { RigEngine } from '../engines.ts';
import { cache, deep, make, write, type FilledStates, type PendingClean } from './filled-state.ts';

const mount = '--mount=type=cache,target=/kept';
const fillMount = `RUN ${mount} head -c 350000 /dev/urandom > /kept/file`;

export const cacheStates: FilledStates = {
  'cache of a kept image': {
    options: cache,
    takes: ['record'],
    keeps: ['record shared'],
    fill: (engine) =>
      make(engine, ['kept:1'], ['COPY data /', write(400_000, '/a')], { files: { data: 90_000 } }),
  },
  'cache of a lost image': {
    options: cache,
    takes: ['record'],
    keeps: ['record shared'],
    async fill(engine) {
      await make(engine, ['lost:1'], [write(400_000, '/a'), write(300_000, '/b')]);
      await engine.docker(['image', 'rm', 'lost:1']);
    },
  },
  'cache mounts': {
    options: cache,
    takes: ['record'],
    keeps: ['record shared'],
    fill: (engine) => make(engine, ['mounting:1'], [fillMount, write(200_000, '/a')]),
  },
  'cache mounts kept': {
    options: { ...deep, keepsCacheMounts: true },
    takes: ['image', 'record'],
    keeps: ['record cache-mount'],
    fill: (engine) => make(engine, ['mounting:1'], [fillMount, write(200_000, '/a')]),
  },
  'failed build': {
    options: cache,
    takes: ['record'],
    keeps: ['record shared'],
    async fill(engine) {
      const steps = [write(600_000, '/lost'), 'RUN head -c 100000 /dev/urandom > /never && false'];
      const { code } = await tryBuild(engine, { dockerfile: [`FROM ${baseImage}`, ...steps].join('\n') });
      if (code === 0) throw new Error('the build that must fail did not');
    },
  },
  'stages left behind': {
    options: cache,
    takes: ['record'],
    keeps: ['record shared'],
    fill: (engine) =>
      make(
        engine,
        ['staged:1'],
        [
          `FROM ${baseImage} AS builder`,
          write(700_000, '/big'),
          'RUN head -c 100000 /big > /built',
          `FROM ${baseImage}`,
          'COPY --from=builder /built /built',
        ],
      ),
  },
  'ADD and COPY': {
    options: deep,
    takes: ['image', 'record'],
    keeps: [],
    async fill(engine) {
      const archive = execFileSync('tar', ['-c', '-C', '/bin', 'busybox'], { maxBuffer: 8_000_000 });
      await make(
        engine,
        ['added:1'],
        ['COPY data /copied', 'ADD data /added', 'ADD archive.tar /unpacked/'],
        {
          files: { data: 150_000, 'archive.tar': archive },
        },
      );
    },
  },
  'storage to keep': {
    options: { ...cache, keepStorageBytes: 850_000 },
    takes: ['record'],
    keeps: ['record kept-storage', 'record shared'],
    async fill(engine) {
      await make(engine, ['lost:1'], [write(400_000, '/a'), write(300_000, '/b')]);
      await make(engine, ['lost:2'], [write(400_000, '/a'), write(200_000, '/c')]);
      await engine.docker(['image', 'rm', 'lost:1', 'lost:2']);
    },
  },
  'old and young': {
    options: deep,
    takes: ['image', 'record'],
    keeps: ['image too-young', 'record too-young'],
    fill: fillOldAndYoung,
  },
  'in use by a build': {
    options: cache,
    takes: ['record'],
    keeps: ['record in-use'],
    fill: fillWithRunningBuild,
  },
  nothing: {
    options: deep,
    takes: ['image'],
    keeps: [],
    fill: async () => undefined,
  },
  'local sources alone': {
    options: { ...deep, kinds: ['record'], cacheTypes: ['source.local'] },
    takes: ['record'],
    keeps: ['record not-chosen'],
    async fill(engine) {
      await make(engine, ['first:1'], ['COPY data /'], { files: { data: 200_000 } });
      await make(engine, ['second:1'], ['COPY other /'], { files: { other: 100_000 } });
    },
  },
};

/** Four seconds lie between the two: whatever the plan's own reading takes of them, one is older than the age and one is not. */
async function fillOldAndYoung(engine: RigEngine, clean: PendingClean): Promise<void> {
  await make(engine, ['old:1'], [write(300_000, '/old')]);
  const oldAtMs = Date.now();
  while (Date.now() < oldAtMs + 4_000) await delay(50);
  await make(engine, ['young:1'], [write(200_000, '/young')]);
  const ageMs = Date.now() - (oldAtMs + 1_000);
  clean.options = { ...clean.options, olderThanMs: ageMs, recordsOlderThanMs: ageMs };
}

/** A step that waits in a container until another build touches a file in the cache mount that both have. */
async function fillWithRunningBuild(engine: RigEngine, clean: PendingClean): Promise<void> {
  const shared = '--mount=type=cache,id=signals,target=/signals';
  const from = `FROM ${baseImage}`;
  await make(engine, ['lost:1'], [write(400_000, '/a')]);
  await engine.docker(['image', 'rm', 'lost:1']);
  const running = build(engine, {
    dockerfile: `${from}\n${write(200_000, '/before')}\nRUN ${shared} touch /signals/began && until test -f /signals/go; do sleep 0.1; done\n`,
    tags: ['waited:1'],
  });
  // The signal that it began: another build finds the file.
  await build(engine, {
    dockerfile: `${from}\nRUN ${shared} until test -f /signals/began; do sleep 0.1; done\n`,
  });
  await engine.docker(['image', 'prune', '-f']);
  clean.end = async () => {
    await build(engine, { dockerfile: `${from}\nRUN ${shared} touch /signals/go\n` });
    await running;
  };
}
