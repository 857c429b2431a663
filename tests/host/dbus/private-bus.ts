/** A real message bus of the test's own: never the user's. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface PrivateBus {
  /** As in `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  readonly path: string;
  start(): Promise<void>;
  /** Ends the bus as a logout would; `start` brings it back at the same address. */
  stop(): Promise<void>;
}

/** Starts `dbus-daemon`; it is gone with the test. */
export async function privateBus(): Promise<PrivateBus> {
  const folder = await mkdtemp(join(tmpdir(), 'bilge-bus-'));
  const path = join(folder, 'bus');
  let daemon: ChildProcess | undefined;
  const bus: PrivateBus = {
    address: `unix:path=${path}`,
    path,
    async start() {
      const started = spawn(
        'dbus-daemon',
        ['--session', '--nofork', '--print-address=1', `--address=unix:path=${path}`],
        {
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      daemon = started;
      await once(started.stdout, 'data');
    },
    async stop() {
      if (daemon === undefined) return;
      const gone = once(daemon, 'exit');
      daemon.kill();
      daemon = undefined;
      await gone;
      await rm(path, { force: true });
    },
  };
  onTestFinished(async () => {
    await bus.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await bus.start();
  return bus;
}
