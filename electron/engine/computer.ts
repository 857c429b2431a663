/** The parts of this computer that discovery looks at; tests hand in another one, of any platform. */

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';

export interface Computer {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly tempDir: string;
  /** Undefined on Windows. */
  readonly userId: number | undefined;
  /** Undefined when it cannot be read. */
  readFile(path: string): Promise<string | undefined>;
  /** Names in a folder; empty when it cannot be read. */
  readdir(path: string): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  /** The path behind links; the path itself when it cannot be told. */
  realPath(path: string): Promise<string>;
}

/** An environment variable; set to nothing counts as not set, as in docker. */
export function variable({ env }: Computer, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}

export function thisComputer(): Computer {
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return {
    platform,
    env: process.env,
    homeDir: homedir(),
    tempDir: tmpdir(),
    userId: process.getuid?.(),
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
    readdir: (path) => readdir(path).catch(() => []),
    exists: async (path) => (await stat(path).catch(() => undefined)) !== undefined,
    realPath: (path) => realpath(path).catch(() => path),
  };
}
