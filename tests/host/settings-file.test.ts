import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JsonSettingsFile } from '../../electron/host/settings-file.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import { RememberingLog } from './remembering-log.ts';
import { tempFolder } from './temp-folder.ts';

async function aSettingsFile(text?: string) {
  const folder = await tempFolder();
  const path = join(folder, 'settings.json');
  if (text !== undefined) await writeFile(path, text);
  const log = new RememberingLog();
  const onDisk = async (): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
  return { folder, path, log, onDisk, file: new JsonSettingsFile(path, log) };
}

describe('the settings file', () => {
  it('gives the defaults when there is none', async () => {
    const { file, folder } = await aSettingsFile();
    expect(await file.read()).toEqual(settingsDefaults);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives back what was written, with its version', async () => {
    const { file, onDisk } = await aSettingsFile();
    const settings = {
      ...settingsDefaults,
      theme: 'dark',
      schedule: { kind: 'daily', hour: 3, minute: 30 },
    } as const;
    await file.write(settings);
    expect(await file.read()).toEqual(settings);
    expect(await onDisk()).toMatchObject({ version: 1, theme: 'dark' });
  });

  it('loses only the field that is bad', async () => {
    const { file, log } = await aSettingsFile('{"version":1,"theme":"neon","language":"ko"}');
    expect(await file.read()).toEqual({ ...settingsDefaults, language: 'ko' });
    expect(log.events).toEqual(['settings-fields-bad']);
  });

  it.each(['', '{"theme":', '[]', 'null', '"text"'])('sets %j aside and begins anew', async (text) => {
    const { file, folder } = await aSettingsFile(text);
    expect(await file.read()).toEqual(settingsDefaults);
    await file.write(settingsDefaults);
    expect((await readdir(folder)).sort()).toEqual(['settings.json', 'settings.json.bad-1']);
    expect(await readFile(join(folder, 'settings.json.bad-1'), 'utf8')).toBe(text);
  });

  it('never overwrites what it set aside before', async () => {
    const { file, folder, path } = await aSettingsFile('first');
    await file.write(settingsDefaults);
    await writeFile(path, 'second');
    await file.write(settingsDefaults);
    expect(await readFile(join(folder, 'settings.json.bad-1'), 'utf8')).toBe('first');
    expect(await readFile(join(folder, 'settings.json.bad-2'), 'utf8')).toBe('second');
  });

  it('leaves what it cannot make out where the user put it, until something is saved', async () => {
    const { file, onDisk, folder } = await aSettingsFile('{"protectRules":[');
    expect(await file.read()).toEqual(settingsDefaults);
    expect(await readdir(folder)).toEqual(['settings.json']);
    await expect(onDisk()).rejects.toThrow();
  });

  it.each([
    ['{"protectRules":[', true],
    ['{"protectRules":[{"kind":"no such","pattern":"x"}]}', true],
    ['{"theme":"neon"}', false],
    ['{"protectRules":[{"kind":"image","pattern":"keep/*"}]}', false],
    [undefined, false],
  ])('of %j it says whether rules may be lacking', async (text, isLacking) => {
    const { file } = await aSettingsFile(text);
    expect(await file.mayLackRules()).toBe(isLacking);
  });

  it('keeps fields that another version put there', async () => {
    const { file, onDisk } = await aSettingsFile('{"version":1,"futureField":[1],"theme":"dark"}');
    await file.write({ ...(await file.read()), language: 'en' });
    expect(await onDisk()).toMatchObject({ futureField: [1], theme: 'dark', language: 'en' });
  });

  it("keeps a newer version's file beside its own", async () => {
    const newer = '{"version":7,"theme":"dark","budget":{"new":"shape"}}';
    const { file, folder } = await aSettingsFile(newer);
    await file.write(await file.read());
    expect(await readFile(join(folder, 'settings.json.version-7'), 'utf8')).toBe(newer);
    expect((await file.read()).theme).toBe('dark');
  });

  it('starts on defaults but writes nothing while the file cannot be opened', async () => {
    const { file, path, log } = await aSettingsFile();
    await mkdir(path);
    expect(await file.read()).toEqual(settingsDefaults);
    await expect(file.write(settingsDefaults)).rejects.toThrow();
    expect(log.events).toEqual(['settings-unreadable']);
  });

  it('writes in the order it was asked', async () => {
    const { file } = await aSettingsFile();
    await Promise.all(
      (['dark', 'light', 'system', 'light'] as const).map((theme) =>
        file.write({ ...settingsDefaults, theme }),
      ),
    );
    expect((await file.read()).theme).toBe('light');
  });
});
