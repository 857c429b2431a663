/** How large the log files of containers are, where the engine runs on this computer. Nothing of them is opened, let alone changed. */

import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LogFiles } from '../core/ports/host.ts';
import { engineHostOf } from './engine-host.ts';

/** Folders looked into at once. */
const AT_ONCE = 16;
/** Where an engine keeps the file of a container: what it says is not taken for a way to anything else on this computer. */
const LOG_PATH = /^\/.*\/containers\/([0-9a-f]{64})\/\1-json\.log$/;

export class LocalLogFiles implements LogFiles {
  readonly #platform: NodeJS.Platform;

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  async sizesBytes(paths: readonly string[], endpoint: string): Promise<ReadonlyMap<string, number>> {
    const sizes = new Map<string, number>();
    if ((await engineHostOf(endpoint, this.#platform)) !== 'here') return sizes;
    const queue = paths.filter((path) => LOG_PATH.test(path)).values();
    const work = async (): Promise<void> => {
      for (const path of queue) {
        const bytes = await sizeWithRotated(path);
        if (bytes !== undefined) sizes.set(path, bytes);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return sizes;
  }
}

/** The file and those that were rotated away: `…-json.log.1`, or `….1.gz` where they are compressed. */
async function sizeWithRotated(path: string): Promise<number | undefined> {
  const folder = dirname(path);
  const name = basename(path);
  try {
    const names = (await readdir(folder)).filter(
      (each) =>
        each === name || (each.startsWith(`${name}.`) && /^\d+(\.gz)?$/.test(each.slice(name.length + 1))),
    );
    const sizes = await Promise.all(names.map((each) => sizeOfFile(join(folder, each))));
    return names.length === 0 ? undefined : sizes.reduce((sum, bytes) => sum + bytes, 0);
  } catch {
    // Not there, or not for this user to see: most engines let only root look.
    return undefined;
  }
}

/** Rotation may take one away in between; a link leads elsewhere. */
async function sizeOfFile(path: string): Promise<number> {
  try {
    const file = await lstat(path);
    return file.isFile() ? file.size : 0;
  } catch {
    return 0;
  }
}
