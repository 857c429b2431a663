/** The layer `check`: everything that can be told from the sources alone, several at a time, words only on failure. */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from './set-up/run.mjs';

const tool = (path, ...args) => [join('node_modules', path), ...args];
const types = (folder) => tool('typescript/bin/tsc', '-p', folder);

/** Slowest first. */
const checks = {
  lint: tool('eslint/bin/eslint.js', '--max-warnings', '0', '.'),
  'window types': tool(
    'svelte-check/bin/svelte-check',
    '--tsconfig',
    'renderer/tsconfig.json',
    '--fail-on-warnings',
  ),
  'test types': types('tests'),
  'app types': types('electron'),
  'core types': types('electron/core'),
  'shared types': types('shared'),
  'build types': types('.'),
  'import law': tool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'shared',
    'electron',
    'renderer',
    'tests',
    'build',
  ),
  'dead code': tool('knip/bin/knip.js', '--no-progress'),
  format: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  messages: [join('build', 'check-messages.mjs')],
  'self-contained': [join('build', 'check-self-contained.mjs')],
};

/** Resolves with how many checks held and how many did not. */
export async function runChecks() {
  const waiting = Object.entries(checks);
  const result = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, args] = next;
      const startedAtMs = Date.now();
      const { code, output } = await run(process.execPath, args);
      const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
      console.log(` ${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      result[code === 0 ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return result;
}
