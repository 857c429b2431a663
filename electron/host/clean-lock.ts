/** One clean at a time per engine, whoever asks: tray, window, schedule or command line (safety law 5). */

import { join } from 'node:path';
import type { CleanLock } from '../core/ports/host.ts';
import { takeLock, type Release } from './process-lock.ts';

export class FileCleanLock implements CleanLock {
  readonly #stateDir: string;

  constructor(stateDir: string) {
    this.#stateDir = stateDir;
  }

  async acquire(engineKey: string): Promise<Release | undefined> {
    if (!/^[\w-]{1,64}$/.test(engineKey)) throw new Error('An engine key is a short digest, never a path.');
    return takeLock(join(this.#stateDir, `clean-${engineKey}.lock`));
  }
}
