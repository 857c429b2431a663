import { lstat, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically } from '../../electron/host/atomic-write.ts';
import { tempFolder } from './temp-folder.ts';

describe('writing atomically', () => {
  it('replaces the text and leaves nothing beside it', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'file');
    await writeAtomically(path, 'old');
    await writeAtomically(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['file']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps a symbolic link a link', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'real'), 'old');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await writeAtomically(join(folder, 'link'), 'new');
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('fails whole: no draft stays behind', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'taken', 'by-a-folder'), { recursive: true });
    await expect(writeAtomically(join(folder, 'taken'), 'text')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
