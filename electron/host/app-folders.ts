/** Where Bilge keeps its files: settings in the config folder; history, journal, locks and log in the state folder. */

import { mkdirSync } from 'node:fs';
import { posix, win32 } from 'node:path';

export interface AppFolders {
  readonly configDir: string;
  readonly stateDir: string;
}

export interface FolderSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
}

/** `BILGE_HOME` puts both under one folder: for tests and for carrying Bilge on a stick. */
export function appFolders({ platform, env, homeDir }: FolderSurroundings): AppFolders {
  const path = platform === 'win32' ? win32 : posix;
  const own = env['BILGE_HOME'];
  if (own) return { configDir: path.join(own, 'config'), stateDir: path.join(own, 'state') };

  if (platform === 'win32') {
    return {
      configDir: path.join(env['APPDATA'] ?? path.join(homeDir, 'AppData', 'Roaming'), 'Bilge'),
      stateDir: path.join(env['LOCALAPPDATA'] ?? path.join(homeDir, 'AppData', 'Local'), 'Bilge'),
    };
  }
  if (platform === 'darwin') {
    const support = path.join(homeDir, 'Library', 'Application Support', 'Bilge');
    return { configDir: support, stateDir: support };
  }
  return {
    configDir: path.join(configHome(env, homeDir), 'bilge'),
    stateDir: path.join(absolute(env['XDG_STATE_HOME']) ?? path.join(homeDir, '.local', 'state'), 'bilge'),
  };
}

/** The user's XDG config folder, which also holds `autostart/`. */
export function configHome(env: FolderSurroundings['env'], homeDir: string): string {
  return absolute(env['XDG_CONFIG_HOME']) ?? posix.join(homeDir, '.config');
}

/**
 * Readable by the user alone: receipts and plans name images and build steps. Waited for, since until Electron is ready nothing
 * else happens: answers to anything asked before come 10 ms later.
 */
export function createAppFolders({ configDir, stateDir }: AppFolders): void {
  for (const folder of [configDir, stateDir]) mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** The XDG base directory specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && posix.isAbsolute(path) ? path : undefined;
}
