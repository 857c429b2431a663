/** Child processes that end with the test run, however it ends. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export type Environment = Readonly<Record<string, string>>;

export interface OwnedProcess {
  readonly child: ChildProcess;
  readonly isRunning: boolean;
  /** Asks it to end; after 10 s it is made to. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly env: Environment;
  readonly stdio?: 'ignore' | readonly ('ignore' | 'pipe')[];
  /** Another user than the one who runs the tests; only root can. */
  readonly uid?: number | undefined;
}

/** The kernel sends the signal when the process that started it is gone. setpriv becomes the program: the pid is the program's. */
export function startOwned(
  command: readonly string[],
  { env, stdio = 'ignore', uid }: StartOptions,
): OwnedProcess {
  const user = uid === undefined ? [] : [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...user, ...command], {
    env,
    stdio: stdio === 'ignore' ? stdio : [...stdio],
  });
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
