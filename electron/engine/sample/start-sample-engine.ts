/** Starts the sample engine on a private socket: for a look at Bilge without Docker, and for its tests. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatEndpoint, type Endpoint } from '../endpoint.ts';
import { SampleEngine, type SamplePace } from './sample-engine.ts';
import { sampleRoutes } from './sample-routes.ts';
import { sampleSeed } from './sample-seed.ts';

export interface RunningServer {
  /** As `--host` takes it. */
  readonly endpoint: string;
  close(): Promise<void>;
}

const visiblePace: SamplePace = { recordMs: 60, objectMs: 120 };

export async function startSampleEngine(): Promise<RunningServer> {
  return serveOnPrivateSocket(sampleRoutes(new SampleEngine(sampleSeed(Date.now()), visiblePace)));
}

/** Listens where nobody but this user can connect: a fresh folder of mode 0700, or a pipe of an unguessable name. */
export async function serveOnPrivateSocket(listener: RequestListener): Promise<RunningServer> {
  // mkdtemp makes folders of mode 0700.
  const dir = await mkdtemp(join(tmpdir(), 'bilge-sample-'));
  const endpoint: Endpoint =
    process.platform === 'win32'
      ? { kind: 'npipe', path: `//./pipe/bilge-sample-${randomUUID()}` }
      : { kind: 'unix', path: join(dir, 'docker.sock') };
  const server = createServer(listener);
  server.listen(endpoint.path);
  await once(server, 'listening');
  return {
    endpoint: formatEndpoint(endpoint),
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
