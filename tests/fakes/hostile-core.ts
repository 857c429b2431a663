/** The whole core over a hostile engine and real files, and main's answers to a window. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bilge } from '../../electron/core/bilge.ts';
import { handlersOf } from '../../electron/shell/handlers.ts';
import type { Handlers } from '../../shared/contract.ts';
import { startBilge, until } from '../rig/real-bilge.ts';
import { startFakeDocker } from './fake-docker-server.ts';
import { hostileAnswers, hostileState } from './hostile-engine.ts';

export interface HostileCore {
  readonly bilge: Bilge;
  readonly handlers: Handlers;
  /** All that is in the log by now. */
  logged(): string;
  close(): Promise<void>;
}

/** Resolves once the engine was measured in full. */
export async function startHostileCore(): Promise<HostileCore> {
  const home = mkdtempSync(join(tmpdir(), 'bilge-hostile-'));
  process.env['BILGE_HOME'] = home;
  const docker = await startFakeDocker({ state: hostileState(Date.now()), script: hostileAnswers });
  const bilge = await startBilge(docker);
  await until(bilge, ({ usage }) => usage.images !== undefined);
  await bilge.monitor.refresh();
  const nothing = async (): Promise<void> => undefined;
  const handlers = handlersOf({
    bilge,
    openScreen: () => undefined,
    closePopover: () => undefined,
    openLink: nothing,
    copyDiagnostics: nothing,
    saveFile: async ({ text }) => {
      await text();
      return { kind: 'saved' };
    },
  });
  const log = join(home, 'state', 'bilge.log');
  return {
    bilge,
    handlers,
    logged: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    async close() {
      await bilge.close();
      await docker.close();
      rmSync(home, { recursive: true });
    },
  };
}
