/** On which computer an engine is, as far as its endpoint tells: this one, its own virtual machine on this one, or another. */

import { realpath } from 'node:fs/promises';

/** Sockets that lead into a virtual machine: a folder of the same name on this computer is another engine's. */
const VM_SOCKETS = ['/.colima/', '/.lima/', '/.orbstack/', '/.rd/', '/podman-machine', '/podman/machine/'];
const DESKTOP_SOCKETS = ['/.docker/desktop/', '/.docker/run/', '/Containers/com.docker.docker/'];
const DESKTOP_PIPES = ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/dockerDesktopLinuxEngine'];

/** `desktop`: in Docker Desktop's virtual machine. `elsewhere` is all that is not known either. */
type EngineHost = 'here' | 'desktop' | 'elsewhere';

export async function engineHostOf(endpoint: string, platform: NodeJS.Platform): Promise<EngineHost> {
  if (platform === 'win32') return DESKTOP_PIPES.includes(endpoint) ? 'desktop' : 'elsewhere';
  if (!endpoint.startsWith('unix://')) return 'elsewhere';
  const path = endpoint.slice('unix://'.length);
  // `/var/run/docker.sock` is often a link to the socket of a virtual machine.
  const socket = await realpath(path).catch(() => path);
  if (DESKTOP_SOCKETS.some((part) => socket.includes(part))) return 'desktop';
  if (VM_SOCKETS.some((part) => socket.includes(part))) return 'elsewhere';
  return platform === 'linux' ? 'here' : 'elsewhere';
}
