/** Stands between a client and a rig engine, passes every byte, and remembers what was asked. */

import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createRunDir } from './run-dir.ts';

export interface RecordingProxy {
  readonly endpoint: string;
  /** Request lines so far, `GET /v1.51/…`, oldest first. */
  readonly requests: string[];
  close(): Promise<void>;
}

const REQUEST_LINE = /^((?:GET|HEAD|POST|DELETE) \S+) HTTP\/1\.1\r\n/gm;

/** `onRequest` hears of each as it passes: a test can break the engine just then. */
export async function recordRequests(
  socketPath: string,
  onRequest: (line: string) => void = () => undefined,
): Promise<RecordingProxy> {
  const runDir = createRunDir('proxy');
  const path = join(runDir.dir, 'docker.sock');
  const requests: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const engine = connect(socketPath);
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy()).on('close', () => open.delete(from) && to.destroy());
      from.pipe(to);
    }
    client.on('data', (bytes) => {
      for (const [, line] of bytes.toString('latin1').matchAll(REQUEST_LINE)) {
        if (line === undefined) continue;
        requests.push(line);
        onRequest(line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    endpoint: `unix://${path}`,
    requests,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      runDir.remove();
    },
  };
}
