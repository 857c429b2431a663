/** Serves the built window as `app://ui/…` from a list made at start: no path is ever made from a request. */

import { app, protocol } from 'electron';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const SCHEME = 'app';
/** The one origin of our pages. */
export const UI_ORIGIN = `${SCHEME}://ui`;

/** `svelte-trusted-html` is the policy Svelte makes for its own templates (5.57.3); nothing else may make markup. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface Asset {
  readonly path: string;
  readonly type: string;
}
/** What may be asked for, by the path in its address. */
export type Manifest = ReadonlyMap<string, Asset>;

/** Call before `ready`. */
export function registerUiScheme(): void {
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** From the first window on: the handler alone takes 10 MB, which an app that sits in the tray can do without. */
export function serveUi(folder: string): void {
  app.once('browser-window-created', () => {
    const manifest = readManifest(folder);
    protocol.handle(SCHEME, async (request) => answerRequest(await manifest, request));
  });
}

/** Lists the files of a folder whose type a window can use. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = new Map<string, Asset>();
  for (const name of await readdir(folder, { recursive: true })) {
    const type = TYPES[extname(name)];
    if (type !== undefined) manifest.set(`/${name.split(sep).join('/')}`, { path: join(folder, name), type });
  }
  return manifest;
}

export async function answerRequest(manifest: Manifest, request: Request): Promise<Response> {
  const { protocol: scheme, host, pathname } = new URL(request.url);
  const asset = `${scheme}//${host}` === UI_ORIGIN ? manifest.get(pathname) : undefined;
  if (asset === undefined || request.method !== 'GET') return new Response(undefined, { status: 404 });
  return new Response(new Uint8Array(await readFile(asset.path)), {
    headers: {
      'content-type': asset.type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
    },
  });
}
