/** Builds images without any registry: from a base that is imported, with the builder of the engine's own age. */

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Output } from './engine-world.ts';
import type { RigEngine } from './engines.ts';
import { retryLostStarts } from './retry-lost-starts.ts';
import { stdoutOf } from './stdout-of.ts';

/** Reference of the base that every recipe starts from: a static busybox and nothing else. */
export const baseImage = 'bb:local';
const busybox = '/bin/busybox';
const applets = ['sh', 'cat', 'cp', 'echo', 'false', 'head', 'mkdir', 'rm', 'sleep', 'test', 'touch', 'true'];

export interface BuildRecipe {
  readonly dockerfile: string;
  /** Names in the context and their content; a number stands for so many random bytes. */
  readonly files?: Readonly<Record<string, string | number | Buffer>>;
  readonly tags?: readonly string[];
  readonly args?: Readonly<Record<string, string>>;
}

export async function importBase(engine: RigEngine): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bilge-base-'));
  try {
    mkdirSync(join(root, 'bin'));
    mkdirSync(join(root, 'tmp'));
    copyFileSync(busybox, join(root, 'bin', 'busybox'));
    for (const applet of applets) symlinkSync('busybox', join(root, 'bin', applet));
    const archive = execFileSync('tar', ['-c', '--owner=0', '--group=0', '-C', root, '.'], {
      maxBuffer: 64_000_000,
    });
    await engine.docker(['import', '-', baseImage], archive);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Throws with the builder's words when the build fails. */
export async function build(engine: RigEngine, recipe: BuildRecipe): Promise<void> {
  stdoutOf(`${engine.name}: docker build`, await tryBuild(engine, recipe));
}

export async function tryBuild(engine: RigEngine, recipe: BuildRecipe): Promise<Output> {
  const { outside, inside } = engine.sharedDir;
  const context = mkdtempSync(join(outside, 'context-'));
  for (const [name, content] of Object.entries({ ...recipe.files, Dockerfile: recipe.dockerfile })) {
    mkdirSync(dirname(join(context, name)), { recursive: true });
    writeFileSync(join(context, name), typeof content === 'number' ? randomBytes(content) : content);
  }
  const tags = (recipe.tags ?? []).flatMap((tag) => ['--tag', tag]);
  const args = Object.entries(recipe.args ?? {}).flatMap(([key, value]) => [
    '--build-arg',
    `${key}=${value}`,
  ]);
  try {
    // A RUN step is a container like any other: its start can be lost too.
    return await retryLostStarts(() =>
      engine.tryDocker(['build', '--network=none', ...tags, ...args, `${inside}/${basename(context)}`]),
    );
  } finally {
    rmSync(context, { recursive: true });
  }
}
