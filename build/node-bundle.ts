/** One self-contained file for Node: what the main process, the preload and the command line have in common. */

import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import type { UserConfig } from 'vite';

/**
 * dockerode requires gRPC, protobuf, ssh and tar at load, for sessions, ssh hosts and contexts that Bilge never asks it for:
 * 80 ms and 16 MB at each start. https://github.com/apocas/dockerode/blob/master/lib/session.js
 */
const neverUsed = [
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  'protobufjs',
  'ssh2',
  '@balena/dockerignore',
  'tar-fs',
];

interface NodeBundle {
  readonly entry: string;
  readonly file: string;
  readonly format: 'cjs' | 'es';
  readonly banner?: string;
}

/** Electron 33, the oldest that must run it, has Node 20. */
export function nodeBundle({ entry, file, format, banner = '' }: NodeBundle): UserConfig {
  const root = resolve(import.meta.dirname, '..');
  const notBundled = resolve(import.meta.dirname, 'not-bundled.cjs');
  return {
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir: 'dist',
      emptyOutDir: false,
      target: 'node20',
      minify: true,
      rolldownOptions: {
        external: ['electron', 'cpu-features', /^node:/, /\.node$/, ...builtinModules],
        output: { format, entryFileNames: file, codeSplitting: false, banner },
      },
    },
    ssr: { noExternal: true },
    resolve: {
      alias: {
        ...Object.fromEntries(neverUsed.map((name) => [name, notBundled])),
        debug: resolve(import.meta.dirname, 'no-debug.cjs'),
        // The same streams as a package of 70 kB, for browsers and Nodes of old.
        'readable-stream': 'node:stream',
      },
    },
  };
}
