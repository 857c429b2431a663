/** Child processes that end with the test run, however it ends. */

import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';

export type Environment = Readonly<Record<string, string>>;

export interface OwnedProcess {
  readonly child: ChildProcess;
  readonly isRunning: boolean;
  /** Asks it to end; after 10 s it is made to. */
  stop(): Promise<void>;
}

/** The kernel sends the signal when the process that started it is gone. */
export function startOwned(
  command: readonly string[],
  env: Environment,
  stdio: StdioOptions = 'ignore',
): OwnedProcess {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], { env, stdio });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    child,
    get isRunning() {
      return isRunning();
    },
    async stop() {
      if (!isRunning()) return;
      const hasEnded = once(child, 'exit');
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await hasEnded;
      clearTimeout(impatience);
    },
  };
}
