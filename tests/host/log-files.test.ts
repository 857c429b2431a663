import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalLogFiles } from '../../electron/host/log-files.ts';
import { tempFolder } from './temp-folder.ts';

const HERE = 'unix:///var/run/docker.sock';
const id = 'c'.repeat(64);

/** A container's folder with files of these sizes. */
async function logFolder(files: Readonly<Record<string, number>>): Promise<string> {
  const folder = join(await tempFolder(), 'containers', id);
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files))
    await writeFile(join(folder, name), Buffer.alloc(bytes, 'x'));
  return join(folder, `${id}-json.log`);
}

const sizeOf = async (path: string, endpoint = HERE): Promise<number | undefined> =>
  (await new LocalLogFiles('linux').sizesBytes([path], endpoint)).get(path);

describe('the size of a log', () => {
  it('is that of its file and of those rotated away, and of no other', async () => {
    const path = await logFolder({
      [`${id}-json.log`]: 1_000,
      [`${id}-json.log.1`]: 200,
      [`${id}-json.log.2.gz`]: 30,
      [`${id}-json.log.bak`]: 5_000,
      'config.v2.json': 7_000,
    });
    expect(await sizeOf(path)).toBe(1_230);
  });

  it('is looked at, and leaves the file as it was', async () => {
    const path = await logFolder({ [`${id}-json.log`]: 9 });
    await chmod(path, 0o444);
    const before = await stat(path);
    await sizeOf(path);
    expect(await readFile(path, 'utf8')).toBe('xxxxxxxxx');
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
  });

  it('is unknown where there is no file', async () => {
    expect(await sizeOf(await logFolder({}))).toBeUndefined();
    expect(await sizeOf(`/nowhere/containers/${id}/${id}-json.log`)).toBeUndefined();
  });

  it.each(['tcp://10.0.0.1:2376', 'ssh://ada@host', 'unix:///home/ada/.docker/desktop/docker.sock'])(
    'is unknown behind %s',
    async (endpoint) => {
      expect(await sizeOf(await logFolder({ [`${id}-json.log`]: 9 }), endpoint)).toBeUndefined();
    },
  );

  it('is unknown on systems whose engines live in a virtual machine', async () => {
    const path = await logFolder({ [`${id}-json.log`]: 9 });
    expect(await new LocalLogFiles('darwin').sizesBytes([path], HERE)).toEqual(new Map());
  });

  it('tells nothing of any other file, whatever an engine says its log is', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'secret'), 'x');
    const path = await logFolder({});
    await symlink(join(folder, 'secret'), path);
    expect(await sizeOf(join(folder, 'secret'))).toBeUndefined();
    expect(await sizeOf(path)).toBe(0);
    expect(await sizeOf(`${path}/../../../secret`)).toBeUndefined();
  });
});
