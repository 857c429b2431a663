/** Runs another program and waits for it: loudly, or quietly with its words shown only when it fails. */

import { spawn } from 'node:child_process';
import { checkoutDir } from './places.mjs';

/** One line on what happens now; what takes more than a few seconds says so. */
export function say(line) {
  console.log(`bilge: ${line}`);
}

/**
 * Resolves with exit code and text; never rejects for a program that fails, only for one that cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, isLoud?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd = checkoutDir, env = {}, isLoud = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: isLoud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), output }));
  });
}

/**
 * Like `run`, but a failure throws with the last words of the program.
 * @type {typeof run}
 */
export async function mustRun(command, args, options) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const lastWords = result.output.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${command} ${args.join(' ')} ended with ${result.code}\n${lastWords}`);
}

/**
 * npm of the same Node, also where `npm` is a script that only a shell can start.
 * @type {(args: readonly string[], options?: Parameters<typeof run>[2]) => ReturnType<typeof run>}
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  return script ? mustRun(process.execPath, [script, ...args], options) : mustRun('npm', args, options);
}
