import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appFolders, createAppFolders } from '../../electron/host/app-folders.ts';
import { tempFolder } from './temp-folder.ts';

describe('app folders', () => {
  it('follow the XDG folders on Linux, and their defaults', () => {
    expect(appFolders({ platform: 'linux', env: {}, homeDir: '/home/ada' })).toEqual({
      configDir: '/home/ada/.config/bilge',
      stateDir: '/home/ada/.local/state/bilge',
    });
    const env = { XDG_CONFIG_HOME: '/cfg', XDG_STATE_HOME: '/state' };
    expect(appFolders({ platform: 'linux', env, homeDir: '/home/ada' })).toEqual({
      configDir: '/cfg/bilge',
      stateDir: '/state/bilge',
    });
  });

  it('ignore a relative or empty XDG folder, as the specification has it', () => {
    const env = { XDG_CONFIG_HOME: 'cfg', XDG_STATE_HOME: '' };
    expect(appFolders({ platform: 'linux', env, homeDir: '/home/ada' })).toEqual({
      configDir: '/home/ada/.config/bilge',
      stateDir: '/home/ada/.local/state/bilge',
    });
  });

  it('are where macOS and Windows keep such things', () => {
    expect(appFolders({ platform: 'darwin', env: {}, homeDir: '/Users/ada' }).stateDir).toBe(
      '/Users/ada/Library/Application Support/Bilge',
    );
    const env = {
      APPDATA: 'C:\\Users\\ada\\AppData\\Roaming',
      LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
    };
    expect(appFolders({ platform: 'win32', env, homeDir: 'C:\\Users\\ada' })).toEqual({
      configDir: 'C:\\Users\\ada\\AppData\\Roaming\\Bilge',
      stateDir: 'C:\\Users\\ada\\AppData\\Local\\Bilge',
    });
  });

  it('go where BILGE_HOME says, on every system', () => {
    const env = { BILGE_HOME: '/stick', XDG_CONFIG_HOME: '/cfg' };
    for (const platform of ['linux', 'darwin'] as const) {
      expect(appFolders({ platform, env, homeDir: '/home/ada' })).toEqual({
        configDir: '/stick/config',
        stateDir: '/stick/state',
      });
    }
  });

  it('are made for the user alone', async () => {
    const home = await tempFolder();
    const folders = appFolders({ platform: 'linux', env: {}, homeDir: join(home, 'new') });
    createAppFolders(folders);
    createAppFolders(folders);
    expect((await stat(folders.configDir)).mode & 0o777).toBe(0o700);
    expect((await stat(folders.stateDir)).mode & 0o777).toBe(0o700);
  });
});
