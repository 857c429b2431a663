/** An engine that can be made to fail in every way engines do: the sample's API on a socket of its own. */

import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { SampleEngine } from '../../electron/engine/sample/sample-engine.ts';
import { sampleRoutes } from '../../electron/engine/sample/sample-routes.ts';
import { sampleSeed } from '../../electron/engine/sample/sample-seed.ts';
import { createRunDir } from '../rig/run-dir.ts';

export type Trouble = 'garbage' | 'half-a-reply' | 'error-500' | 'conflict-409' | 'silence';

const troubles: Record<Trouble, RequestListener> = {
  garbage: (_request, response) => response.end('<html>It works!</html>'),
  'half-a-reply': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
    response.write('{"BuildCache":[{"ID":"a', () => response.destroy());
  },
  'error-500': (_request, response) => response.writeHead(500).end('{"message":"boom"}'),
  'conflict-409': (_request, response) => response.writeHead(409).end('{"message":"in progress"}'),
  silence: () => undefined,
};

export interface TroubledEngine {
  readonly endpoint: string;
  readonly socketPath: string;
  /** From now on every call ends so; undefined is well again. */
  setTrouble(trouble: Trouble | undefined): void;
  /** Its process is gone: open connections break, the socket with them. */
  kill(): Promise<void>;
  /** It is there again, at the same place. */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

export async function startTroubledEngine(): Promise<TroubledEngine> {
  const runDir = createRunDir('troubled');
  const socketPath = join(runDir.dir, 'docker.sock');
  const well = sampleRoutes(new SampleEngine(sampleSeed(Date.now()), { recordMs: 0, objectMs: 0 }));
  let trouble: Trouble | undefined;
  let server: Server | undefined;
  const engine: TroubledEngine = {
    endpoint: `unix://${socketPath}`,
    socketPath,
    setTrouble: (next) => (trouble = next),
    async kill() {
      const hasClosed = server && once(server, 'close');
      server?.close();
      server?.closeAllConnections();
      await hasClosed;
      server = undefined;
    },
    async start() {
      server = createServer((request, response) => {
        (trouble === undefined ? well : troubles[trouble])(request, response);
      });
      server.listen(socketPath);
      await once(server, 'listening');
    },
    async dispose() {
      if (server) await engine.kill();
      runDir.remove();
    },
  };
  await engine.start();
  return engine;
}
