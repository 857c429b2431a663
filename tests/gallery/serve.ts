/** Serves the window with a scripted bridge and axe, built in memory, under the app’s own Content-Security-Policy. */

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface GalleryServer {
  /** `http://…`, without a slash at its end. */
  readonly address: string;
  close(): void;
}

/** Builds window and scenes and answers until closed. */
export async function serveGallery(): Promise<GalleryServer> {
  const policy = await contentSecurityPolicy();
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const files = new Map([...(await buildWindow()), ['scene.js', await buildScenes()], ['axe.js', axe]]);
  const scripts = '<script src="./axe.js"></script><script src="./scene.js"></script>';
  const page = String(files.get('index.html'));
  files.set('index.html', page.replace('<script', `${scripts}<script`));
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://gallery').pathname.slice(1) || 'index.html';
    const headers = {
      'content-type': TYPES[extname(name)] ?? 'text/plain',
      'cache-control': 'max-age=3600',
      'content-security-policy': policy,
    };
    // Browsers ask for an icon unasked; an error would count as a fault of the page.
    response.writeHead(files.has(name) || name === 'favicon.ico' ? 200 : 404, headers).end(files.get(name));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${String(port)}`, close: () => void server.close() };
}

async function buildWindow(): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const output = await outputOf({
    configFile: join(root, 'build/vite.renderer.config.ts'),
    build: { write: false },
  });
  return output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]);
}

async function buildScenes(): Promise<string> {
  const [scenes] = await outputOf({
    configFile: false,
    build: {
      write: false,
      lib: { entry: join(root, 'tests/gallery/scene-page.ts'), formats: ['iife'], name: 'scene' },
    },
  });
  return scenes.code;
}

async function outputOf(config: InlineConfig): Promise<Rolldown.RolldownOutput['output']> {
  const built = await build({ ...config, logLevel: 'error' });
  const [first] = [built].flat();
  if (first === undefined || !('output' in first)) throw new Error('The gallery was not built.');
  return first.output;
}

/** Read from the app's source: importing it would need Electron. */
async function contentSecurityPolicy(): Promise<string> {
  const source = await readFile(join(root, 'electron/shell/app-protocol.ts'), 'utf8');
  const list = /CONTENT_SECURITY_POLICY = \[([^\]]+)\]/.exec(source)?.[1];
  if (!list) throw new Error('The Content-Security-Policy has moved.');
  return [...list.matchAll(/["'](.+)["'],/g)].map(([, directive]) => directive).join('; ');
}
