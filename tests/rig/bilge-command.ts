/** Runs the built `bilge` command as a user would: its own process, its own folders, only the environment it is given. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BilgeAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BilgeCommand {
  /** The folder of its settings, journal and history. */
  readonly home: string;
  /** `env` is all the command gets beside PATH and its own BILGE_HOME. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<BilgeAnswer>;
  /** The one JSON document of `--json`; fails when the command does. */
  json(args: readonly string[]): Promise<unknown>;
  dispose(): void;
}

export async function bilgeCommand(): Promise<BilgeCommand> {
  const home = mkdtempSync(join(tmpdir(), 'bilge-command-'));
  const run: BilgeCommand['run'] = (args, env = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['dist/cli.mjs', ...args], {
        env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', BILGE_HOME: home, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr]: [string[], string[]] = [[], []];
      child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout: stdout.join(''), stderr: stderr.join('') }));
    });
  return {
    home,
    run,
    async json(args) {
      const { code, stdout, stderr } = await run([...args, '--json']);
      if (code !== 0) throw new Error(`bilge ${args.join(' ')} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as unknown;
    },
    dispose: () => rmSync(home, { recursive: true }),
  };
}
