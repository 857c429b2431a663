/** What it costs to be there: the size of the main process's code, and the time until the command line says something. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutDir } from '../set-up/places.mjs';
import { startFakeDocker } from '../../tests/fakes/fake-docker-server.ts';
import type { Row } from './rows.ts';
import { median, ms } from './timing.ts';

const RUNS = 15;

export async function startUpRows(): Promise<readonly Row[]> {
  const bundle = join(checkoutDir, 'dist', 'main.cjs');
  const { bare, df } = await startSideBySide();
  return [
    {
      what: 'main bundle',
      measured: 'dist/main.cjs, minified, not compressed',
      result: statSync(bundle).size / 1_000,
      unit: 'kB',
      budget: { atMost: 400 },
    },
    {
      what: '`bilge df` to its first byte, over bare node',
      measured: `${ms(df)} with an engine that answers at once; ${ms(bare)} for node to print a line`,
      result: df - bare,
      unit: 'ms',
      budget: { atMost: 150 },
    },
  ];
}

async function startSideBySide(): Promise<{ readonly bare: number; readonly df: number }> {
  const docker = await startFakeDocker();
  const home = mkdtempSync(join(tmpdir(), 'bilge-bench-'));
  const command = ['dist/cli.mjs', 'df', '--host', docker.endpoint];
  const times: { bare: number[]; df: number[] } = { bare: [], df: [] };
  try {
    for (let run = 0; run < RUNS; run += 1) {
      times.bare.push(await firstByte(['-e', 'console.log(1)'], home));
      times.df.push(await firstByte(command, home));
    }
    return { bare: median(times.bare), df: median(times.df) };
  } finally {
    rmSync(home, { recursive: true });
    await docker.close();
  }
}

/** Time from spawn to the first byte of output, ms. */
async function firstByte(args: readonly string[], home: string): Promise<number> {
  const beganMs = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: checkoutDir,
    env: { PATH: process.env['PATH'], BILGE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  const tookMs = performance.now() - beganMs;
  await ended;
  return tookMs;
}
