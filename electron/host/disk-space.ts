/** How much room an engine's disk has, where this computer can see that disk. */

import { realpath } from 'node:fs/promises';
import type { DiskSpace } from '../../shared/state.ts';
import type { DiskProbe } from '../core/ports.ts';
import type { FolderSurroundings } from './app-folders.ts';
import { fileSystemSpace, vmDiskPaths, vmDiskSpace } from './vm-disk.ts';

/** Sockets that lead into a virtual machine: a folder of the same name on this computer is another engine's. */
const VM_SOCKETS = ['/.colima/', '/.lima/', '/.orbstack/', '/.rd/', '/podman-machine', '/podman/machine/'];
const DESKTOP_SOCKETS = ['/.docker/desktop/', '/.docker/run/', '/Containers/com.docker.docker/'];
const DESKTOP_PIPES = ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/dockerDesktopLinuxEngine'];

export class LocalDiskProbe implements DiskProbe {
  readonly #surroundings: FolderSurroundings;

  constructor(surroundings: FolderSurroundings) {
    this.#surroundings = surroundings;
  }

  async space(rootDir: string, endpoint: string): Promise<DiskSpace | undefined> {
    switch (await this.#placeOf(endpoint)) {
      case 'here':
        // The very folder or nothing: its parent may be another file system.
        return fileSystemSpace(rootDir);
      case 'desktop':
        return vmDiskSpace(vmDiskPaths(this.#surroundings));
      case 'elsewhere':
        return undefined;
    }
  }

  async #placeOf(endpoint: string): Promise<'here' | 'desktop' | 'elsewhere'> {
    const { platform } = this.#surroundings;
    if (platform === 'win32') return DESKTOP_PIPES.includes(endpoint) ? 'desktop' : 'elsewhere';
    if (!endpoint.startsWith('unix://')) return 'elsewhere';
    const path = endpoint.slice('unix://'.length);
    // `/var/run/docker.sock` is often a link to the socket of a virtual machine.
    const socket = await realpath(path).catch(() => path);
    if (DESKTOP_SOCKETS.some((part) => socket.includes(part))) return 'desktop';
    if (VM_SOCKETS.some((part) => socket.includes(part))) return 'elsewhere';
    return platform === 'linux' ? 'here' : 'elsewhere';
  }
}
