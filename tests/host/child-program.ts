/** Real processes for tests of what outlives a process: locks and journals. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build, mergeConfig } from 'vite';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { nodeBundle } from '../../build/node-bundle.ts';

export interface Child {
  readonly process: ChildProcess;
  /** What it prints, a line at a time. */
  nextLine(): Promise<string>;
  /** SIGKILL, as a crash or a power cut would end it. */
  kill(): Promise<void>;
}

/** Bundles `<name>.ts` once for a test file; the result starts it. */
export function childProgram(
  name: string,
  from = join(import.meta.dirname, 'children'),
): (...args: readonly string[]) => Child {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilge-child-'));
    const bundle = nodeBundle({ entry: join(from, `${name}.ts`), file: 'child.mjs', format: 'es' });
    await build(mergeConfig(bundle, { configFile: false, logLevel: 'error', build: { outDir: folder } }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return (...args) => startChild([join(folder, 'child.mjs'), ...args]);
}

function startChild(args: readonly string[]): Child {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return {
    process: child,
    kill,
    async nextLine() {
      const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done === true) throw new Error('The child ended without another word.');
      return value;
    },
  };
}
