/** Serves the page of the scenes and axe, built in memory, under the app’s own Content-Security-Policy. */

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';

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

/** Builds the page and answers until closed. */
export async function serveGallery(): Promise<GalleryServer> {
  const policy = await contentSecurityPolicy();
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const files = new Map([...(await buildScenes()), ['index.html', await page()], ['axe.js', axe]]);
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://gallery').pathname.slice(1) || 'index.html';
    const headers = {
      'content-type': TYPES[extname(name)] ?? 'text/plain',
      'content-security-policy': policy,
    };
    // Browsers ask for an icon unasked; an error would count as a fault of the page.
    response.writeHead(files.has(name) || name === 'favicon.ico' ? 200 : 404, headers).end(files.get(name));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${String(port)}`, close: () => void server.close() };
}

/** The window's own page, with other scripts. */
async function page(): Promise<string> {
  const own = await readFile(join(root, 'renderer/window.html'), 'utf8');
  const scripts = '<link rel="stylesheet" href="scene.css" /><script src="axe.js"></script>';
  return own.replace('</head>', `${scripts}</head>`).replace('./window.ts', './scene.js');
}

/** Scenes and window in one, as the window itself is built. */
async function buildScenes(): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  // Vitest has set another, and Svelte then draws with all its warnings.
  process.env['NODE_ENV'] = 'production';
  const entry = join(root, 'tests/gallery/scene-page.ts');
  const built = await build({
    configFile: join(root, 'build/vite.renderer.config.ts'),
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry,
        formats: ['es'],
        fileName: 'scene',
        cssFileName: 'scene',
      },
      // In the place of the app's own pages.
      rolldownOptions: { input: entry },
    },
  });
  const [first] = [built].flat();
  if (first === undefined || !('output' in first)) throw new Error('The gallery was not built.');
  return first.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]);
}

/** Read from the app's source: importing it would need Electron. */
async function contentSecurityPolicy(): Promise<string> {
  const source = await readFile(join(root, 'electron/shell/app-protocol.ts'), 'utf8');
  const list = /CONTENT_SECURITY_POLICY = \[([^\]]+)\]/.exec(source)?.[1];
  if (!list) throw new Error('The Content-Security-Policy has moved.');
  return [...list.matchAll(/["'](.+)["'],/g)].map(([, directive]) => directive).join('; ');
}
