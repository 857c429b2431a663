import { mkdir, open, symlink, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalDiskProbe } from '../../electron/host/disk-space.ts';
import { vmDiskPaths } from '../../electron/host/vm-disk.ts';
import { tempFolder } from './temp-folder.ts';

const GB = 1_000_000_000;

/** A disk file of 64 GB of which 1 MB is written. */
async function sparseDisk(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  await file.write(Buffer.alloc(1_048_576, 1));
  await file.truncate(64 * GB);
  await file.close();
}

describe('disk space', () => {
  it("is that of the engine's folder behind a socket of this computer", async () => {
    const homeDir = await tempFolder();
    const probe = new LocalDiskProbe({ platform: 'linux', env: {}, homeDir });
    const { blocks, bsize } = await statfs(homeDir);
    const space = await probe.space(homeDir, 'unix:///var/run/docker.sock');
    expect(space?.totalBytes).toBe(blocks * bsize);
    expect(space?.freeBytes).toBeGreaterThan(0);
  });

  it('is unknown rather than that of a parent folder', async () => {
    const homeDir = await tempFolder();
    const probe = new LocalDiskProbe({ platform: 'linux', env: {}, homeDir });
    expect(await probe.space(join(homeDir, 'not-there'), 'unix:///var/run/docker.sock')).toBeUndefined();
  });

  it.each([
    'tcp://10.0.0.1:2376',
    'ssh://ada@host',
    'unix:///home/ada/.colima/default/docker.sock',
    'npipe:////./pipe/x',
  ])('is unknown behind %s', async (endpoint) => {
    const homeDir = await tempFolder();
    const probe = new LocalDiskProbe({ platform: 'linux', env: {}, homeDir });
    expect(await probe.space(homeDir, endpoint)).toBeUndefined();
  });

  it("is what Docker Desktop's disk file may still take, whatever folder the engine names", async () => {
    const homeDir = await tempFolder();
    const surroundings = { platform: 'linux', env: {}, homeDir } as const;
    await sparseDisk(vmDiskPaths(surroundings)[0]!);
    const endpoint = `unix://${homeDir}/.docker/desktop/docker.sock`;
    const space = await new LocalDiskProbe(surroundings).space(homeDir, endpoint);
    const host = await statfs(homeDir);
    expect(space?.totalBytes).toBe(64 * GB);
    expect(space?.freeBytes).toBeLessThanOrEqual(host.bavail * host.bsize);
    expect(space?.freeBytes).toBeLessThanOrEqual(64 * GB - 1_048_576);
  });

  it("follows macOS's /var/run link to Docker Desktop, and trusts no other", async () => {
    const homeDir = await tempFolder();
    const surroundings = { platform: 'darwin', env: {}, homeDir } as const;
    await sparseDisk(vmDiskPaths(surroundings)[0]!);
    for (const folder of ['.docker/run', 'vm']) {
      await mkdir(join(homeDir, folder), { recursive: true });
      await (await open(join(homeDir, folder, 'docker.sock'), 'w')).close();
      await symlink(join(homeDir, folder, 'docker.sock'), join(homeDir, `${folder.replace('/', '-')}.sock`));
    }
    const probe = new LocalDiskProbe(surroundings);
    expect((await probe.space('/var/lib/docker', `unix://${homeDir}/.docker-run.sock`))?.totalBytes).toBe(
      64 * GB,
    );
    expect(await probe.space('/var/lib/docker', `unix://${homeDir}/vm.sock`)).toBeUndefined();
  });
});
