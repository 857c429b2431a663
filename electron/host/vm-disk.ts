/** The file in which Docker Desktop's virtual machine keeps its disk, on each system. */

import { stat, statfs } from 'node:fs/promises';
import { dirname, posix, win32 } from 'node:path';
import type { DiskSpace } from '../../shared/state.ts';
import type { FolderSurroundings } from './app-folders.ts';

/**
 * Where a disk file may be, newest layout first; a folder the user chose instead is not known.
 * https://docs.docker.com/desktop/troubleshoot-and-support/faqs/macfaqs/#where-does-docker-desktop-store-linux-containers-and-images
 */
export function vmDiskPaths({ platform, env, homeDir }: FolderSurroundings): readonly string[] {
  if (platform === 'win32') {
    const wsl = win32.join(env['LOCALAPPDATA'] ?? win32.join(homeDir, 'AppData', 'Local'), 'Docker', 'wsl');
    return [win32.join(wsl, 'disk', 'docker_data.vhdx'), win32.join(wsl, 'data', 'ext4.vhdx')];
  }
  if (platform === 'darwin') {
    const data = posix.join(homeDir, 'Library/Containers/com.docker.docker/Data');
    return [
      posix.join(data, 'vms/0/data/Docker.raw'),
      posix.join(data, 'com.docker.driver.amd64-linux/Docker.raw'),
    ];
  }
  return [posix.join(homeDir, '.docker/desktop/vms/0/data/Docker.raw')];
}

/**
 * What the machine may still take: up to its own limit, which a `.raw` file has as its apparent size, and never more than
 * the host has left. A `.vhdx` tells no limit, so there it is the host's space alone.
 */
export async function vmDiskSpace(paths: readonly string[]): Promise<DiskSpace | undefined> {
  for (const path of paths) {
    const file = await stat(path).catch(() => undefined);
    if (file === undefined) continue;
    const host = await fileSystemSpace(dirname(path));
    if (host === undefined || !path.endsWith('.raw')) return host;
    const allocatedBytes = file.blocks * 512;
    return {
      totalBytes: file.size,
      freeBytes: Math.min(host.freeBytes, Math.max(0, file.size - allocatedBytes)),
    };
  }
  return undefined;
}

/** Space as an ordinary user has it: what is set apart for root does not count as free. */
export async function fileSystemSpace(path: string): Promise<DiskSpace | undefined> {
  const space = await statfs(path).catch(() => undefined);
  return space && { totalBytes: space.blocks * space.bsize, freeBytes: space.bavail * space.bsize };
}
