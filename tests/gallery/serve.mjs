/** Serves the window with a scripted bridge, built in memory, under the app's own Content-Security-Policy. */

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds window and scenes and answers until closed; the address is `server.address()`. */
export async function serveGallery() {
  const policy = await contentSecurityPolicy();
  const files = new Map([...(await buildWindow()), ['scene.js', await buildScenes()]]);
  const page = String(files.get('index.html'));
  files.set('index.html', page.replace('<script', '<script src="./scene.js"></script><script'));
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://gallery').pathname.slice(1) || 'index.html';
    const headers = {
      'content-type': TYPES[extname(name)] ?? 'text/plain',
      'content-security-policy': policy,
    };
    // Browsers ask for an icon unasked; an error would count as a fault of the page.
    response.writeHead(files.has(name) || name === 'favicon.ico' ? 200 : 404, headers).end(files.get(name));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  return server;
}

async function buildWindow() {
  const built = await build({
    configFile: join(root, 'build/vite.renderer.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  return built.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]);
}

async function buildScenes() {
  const [built] = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(root, 'tests/gallery/scene-page.ts'), formats: ['iife'], name: 'scene' },
    },
  });
  return built.output[0].code;
}

/** Read from the app's source: importing it would need Electron. */
async function contentSecurityPolicy() {
  const source = await readFile(join(root, 'electron/shell/app-protocol.ts'), 'utf8');
  const list = /CONTENT_SECURITY_POLICY = \[([^\]]+)\]/.exec(source)?.[1];
  if (!list) throw new Error('The Content-Security-Policy has moved.');
  return [...list.matchAll(/["'](.+)["'],/g)].map(([, directive]) => directive).join('; ');
}

if (process.argv[1] === import.meta.filename) {
  const server = await serveGallery();
  const { port } = server.address();
  console.log(`http://127.0.0.1:${port}/?scene=ready&theme=dark&language=ko#window`);
}
