/** Private folders of this test run; those of runs that died before cleaning up are removed when the next one starts. */

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir } from '../../build/set-up/places.mjs';

const prefix = 'bilge-rig-';
/** Engine data needs a real file system with room, sockets a path under 108 characters: hence two places. */
const dataBase = join(cacheDir, 'rig', 'data');

export interface RunDir {
  /** Sockets, logs, build contexts. Anyone may pass through, so that a socket's own permissions decide. */
  readonly dir: string;
  readonly dataDir: string;
  remove(): void;
}

export function createRunDir(name: string): RunDir {
  const dir = createOwnedDir(tmpdir(), name);
  chmodSync(dir, 0o755);
  const dataDir = createOwnedDir(dataBase, name);
  return {
    dir,
    dataDir,
    remove() {
      for (const path of [dir, dataDir]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A new folder that is removed, at the latest, when another is made there after this process has ended. */
export function createOwnedDir(base: string, name: string): string {
  mkdirSync(base, { recursive: true });
  removeLeftovers(base);
  return mkdtempSync(join(base, `${prefix}${process.pid}-${name}-`));
}

function removeLeftovers(base: string): void {
  for (const name of readdirSync(base)) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) rmSync(join(base, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
