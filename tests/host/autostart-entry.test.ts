import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AutostartEntry, execArgument } from '../../electron/host/autostart-entry.ts';
import { isInstalled } from './installed.ts';
import { tempFolder } from './temp-folder.ts';

const run = promisify(execFile);

async function anEntry(program = '/opt/Bilge/bilge') {
  const configHome = await tempFolder();
  const path = join(configHome, 'autostart', 'dev.bilge.Bilge.desktop');
  const of = (place: string): AutostartEntry =>
    new AutostartEntry({ configHome, desktopEntry: 'dev.bilge.Bilge', command: [place, '--background'] });
  return { configHome, path, of, entry: of(program) };
}

describe('the autostart entry', () => {
  it('is not there until asked for, and gone when no longer wanted', async () => {
    const { entry, path, configHome } = await anEntry();
    expect(await entry.isEnabled()).toBe(false);
    await entry.set(false);
    expect(await readdir(configHome)).toEqual([]);
    await entry.set(true);
    expect(await entry.isEnabled()).toBe(true);
    expect(await readFile(path, 'utf8')).toContain('Exec="/opt/Bilge/bilge" "--background"\n');
    await entry.set(false);
    expect(await entry.isEnabled()).toBe(false);
  });

  it('follows the program when it moved', async () => {
    const { entry, of, path } = await anEntry();
    await entry.set(true);
    await of('/home/ada/Bilge.AppImage').refresh();
    expect(await readFile(path, 'utf8')).toContain('Exec="/home/ada/Bilge.AppImage"');
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('respects %s of the desktop', async (line) => {
    const { entry, path } = await anEntry();
    await mkdir(join(path, '..'), { recursive: true });
    const text = `[Desktop Entry]\nType=Application\nExec=old\n${line}\n`;
    await writeFile(path, text);
    expect(await entry.isEnabled()).toBe(false);
    await entry.refresh();
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('does not come back by itself', async () => {
    const { entry } = await anEntry();
    await entry.refresh();
    expect(await entry.isEnabled()).toBe(false);
  });

  it('takes a percent sign for itself, not for a field code', () => {
    expect(execArgument('100% %f')).toBe('"100%% %%f"');
  });

  it.runIf(isInstalled('gio'))(
    'starts a program whatever its path is, as the desktop reads the entry',
    async () => {
      const folder = join(await tempFolder(), 'a b$HOME`x`"q"\\\t€');
      await mkdir(folder);
      const [program, proof] = [join(folder, 'bilge'), join(folder, 'proof')];
      await writeFile(program, `#!/bin/sh\nprintf %s "$1" > "$(dirname "$0")/proof"\n`);
      await chmod(program, 0o700);
      const { entry, path } = await anEntry(program);
      await entry.set(true);
      await run('gio', ['launch', path]);
      await expect.poll(() => readFile(proof, 'utf8').catch(() => '')).toBe('--background');
    },
  );
});
