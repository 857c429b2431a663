/** A computer made of a list of files, of any platform. */

import { createHash } from 'node:crypto';
import type { Computer } from '../../electron/engine/computer.ts';

export interface FakeComputer {
  readonly platform: Computer['platform'];
  readonly env?: Computer['env'];
  /** Path to text; sockets are files without text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Path to the path it links to. */
  readonly links?: Readonly<Record<string, string>>;
}

const homes = { linux: '/home/ann', darwin: '/Users/ann', win32: 'C:/Users/ann' } as const;

export function fakeComputer({ platform, env = {}, files = {}, links = {} }: FakeComputer): Computer {
  const paths = [...Object.keys(files), ...Object.keys(links)];
  return {
    platform,
    env,
    homeDir: homes[platform],
    tempDir: '/tmp',
    userId: platform === 'win32' ? undefined : 1000,
    readFile: async (path) => files[path],
    readdir: async (path) => {
      const folder = path.endsWith('/') ? path : `${path}/`;
      const inside = paths.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length));
      return [...new Set(inside.map((file) => file.split('/')[0] ?? ''))];
    },
    exists: async (path) => paths.includes(path),
    realPath: async (path) => links[path] ?? path,
  };
}

/** The files of one docker context. */
export function contextFiles(
  configDir: string,
  name: string,
  host: string,
  tls: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const folder = createHash('sha256').update(name).digest('hex');
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  const material = Object.fromEntries(
    Object.entries(tls).map(
      ([file, text]) => [`${configDir}/contexts/tls/${folder}/docker/${file}`, text] as const,
    ),
  );
  return { [`${configDir}/contexts/meta/${folder}/meta.json`]: JSON.stringify(meta), ...material };
}
