/** How much room an engine's disk has, where this computer can see that disk. */

import type { DiskSpace } from '../../shared/state.ts';
import type { DiskProbe } from '../core/ports/host.ts';
import type { FolderSurroundings } from './app-folders.ts';
import { engineHostOf } from './engine-host.ts';
import { fileSystemSpace, vmDiskPaths, vmDiskSpace } from './vm-disk.ts';

export class LocalDiskProbe implements DiskProbe {
  readonly #surroundings: FolderSurroundings;

  constructor(surroundings: FolderSurroundings) {
    this.#surroundings = surroundings;
  }

  async space(rootDir: string, endpoint: string): Promise<DiskSpace | undefined> {
    switch (await engineHostOf(endpoint, this.#surroundings.platform)) {
      case 'here':
        // The very folder or nothing: its parent may be another file system.
        return fileSystemSpace(rootDir);
      case 'desktop':
        return vmDiskSpace(vmDiskPaths(this.#surroundings));
      case 'elsewhere':
        return undefined;
    }
  }
}
