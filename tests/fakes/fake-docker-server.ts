/** A Docker engine on a private socket, with state of its own, that can be told to misbehave and remembers what it was asked. */

import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { SampleEngine } from '../../electron/engine/sample/sample-engine.ts';
import { sampleRoutes } from '../../electron/engine/sample/sample-routes.ts';
import { sampleSeed } from '../../electron/engine/sample/sample-seed.ts';
import type { SampleState } from '../../electron/engine/sample/sample-state.ts';
import { serveOnPrivateSocket } from '../../electron/engine/sample/start-sample-engine.ts';

export interface Asked {
  readonly method: string;
  /** Decoded, without the API version. */
  readonly path: string;
  /** `1.51`; undefined when the request named none. */
  readonly version: string | undefined;
  readonly query: URLSearchParams;
  /** As on the wire. */
  readonly target: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** Undefined leaves the answer to the engine's own state. */
export type Scripted =
  | { readonly json: unknown; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly text: string; readonly status?: number }
  | { readonly redirectTo: string }
  /** Sends these bytes of a longer body, then breaks the line. */
  | { readonly half: string }
  /** Opens the reply, sends these lines, and keeps it open unless told to end it. */
  | { readonly lines: readonly string[]; readonly ends: boolean }
  /** Bytes that are not HTTP. */
  | 'garbage'
  | 'reset'
  | 'never'
  | undefined;

export interface FakeDocker {
  /** `unix://…` */
  readonly endpoint: string;
  readonly engine: SampleEngine;
  readonly requests: readonly Asked[];
  /** `GET /v1.51/info`, one a request, in order. */
  requestLines(): readonly string[];
  /** Resolves once a request matches, past ones included. */
  seen(matches: (asked: Asked) => boolean): Promise<Asked>;
  /** Breaks every open connection. */
  dropConnections(): void;
  close(): Promise<void>;
}

export interface FakeDockerOptions {
  readonly script?: (asked: Asked) => Scripted | Promise<Scripted>;
  readonly state?: SampleState;
}

export const emptyState = (): SampleState => ({
  records: [],
  images: [],
  containers: [],
  volumes: [],
  networks: [],
});

export async function startFakeDocker({ script, state }: FakeDockerOptions = {}): Promise<FakeDocker> {
  const engine = new SampleEngine(state ?? sampleSeed(Date.now()), { recordMs: 0, objectMs: 0 });
  const own = sampleRoutes(engine);
  const requests: Asked[] = [];
  const open = new Set<ServerResponse>();
  const watchers = new Set<() => void>();

  const listener: RequestListener = (request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    void answer(request, response);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await describe(request);
    requests.push(asked);
    for (const notify of watchers) notify();
    const scripted = await script?.(asked);
    if (scripted === undefined) own(request, response);
    else play(scripted, response);
  }

  const server = await serveOnPrivateSocket(listener);
  return {
    endpoint: server.endpoint,
    engine,
    requests,
    requestLines: () => requests.map(({ method, target }) => `${method} ${target}`),
    seen: (matches) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = requests.find(matches);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    dropConnections: () => open.forEach((response) => response.socket?.destroy()),
    close: () => server.close(),
  };
}

async function describe(request: IncomingMessage): Promise<Asked> {
  const target = request.url ?? '';
  const url = new URL(target, 'http://fake');
  const [, version, path] = /^(?:\/v(1\.\d+))?(\/.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  const body = Buffer.concat(await request.toArray()).toString('utf8');
  const { method = '', headers } = request;
  return { method, path: path ?? '', version, query: url.searchParams, target, body, headers };
}

function play(scripted: NonNullable<Scripted>, response: ServerResponse): void {
  if (typeof scripted === 'string') playFault(scripted, response);
  else if ('half' in scripted) {
    response.writeHead(200, { 'Content-Length': scripted.half.length + 1000 });
    response.write(scripted.half, () => response.socket?.destroy());
  } else if ('lines' in scripted) {
    response.writeHead(200).write(scripted.lines.map((line) => `${line}\n`).join(''));
    if (scripted.ends) response.end();
  } else playReply(scripted, response);
}

function playFault(fault: 'garbage' | 'reset' | 'never', response: ServerResponse): void {
  if (fault === 'reset') response.socket?.destroy();
  if (fault === 'garbage') response.socket?.end('\u0007 this is not HTTP\r\n\r\n');
}

type WholeReply = Extract<Scripted, { json: unknown } | { text: string } | { redirectTo: string }>;

function playReply(scripted: WholeReply, response: ServerResponse): void {
  if ('redirectTo' in scripted) response.writeHead(301, { Location: scripted.redirectTo }).end();
  else if ('text' in scripted) response.writeHead(scripted.status ?? 200).end(scripted.text);
  else response.writeHead(scripted.status ?? 200, scripted.headers ?? {}).end(JSON.stringify(scripted.json));
}

/** A reply recorded from a real engine; tests/fixtures/docker/README.md names them. */
export function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/docker/${name}.json`, import.meta.url), 'utf8'));
}

/** Plays one recorded engine: every call that its fixtures hold is answered from them, in its own API version. */
export function recordedEngine(name: string): (asked: Asked) => Scripted {
  const calls: Readonly<Record<string, string>> = {
    '/version': 'version',
    '/info': 'info',
    '/system/df': 'system-df',
    '/images/json': 'images',
    '/containers/json': 'containers',
    '/volumes': 'volumes',
    '/networks': 'networks',
  };
  return ({ path }) => {
    const call = path.endsWith('/history') ? 'image-history' : calls[path];
    if (call !== undefined) return { json: recorded(`${name}.${call}`) };
    if (/^\/images\/.+\/json$/.test(path)) return { json: recorded(`${name}.image`) };
    return path.startsWith('/containers/') || path.startsWith('/networks/')
      ? { json: { message: 'no such object' }, status: 404 }
      : undefined;
  };
}
