/** A deep clean of thousands of records and hundreds of images, held against docker's own two commands on an identical engine. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startEngine, type EngineName, type RigEngine } from '../../tests/rig/engines.ts';
import { contentsOf } from '../../tests/rig/inventory.ts';
import { filesOfSteps, fillMany } from './fill-many.ts';
import type { Row } from './rows.ts';
import { randomStopRows } from './random-stops.ts';
import { median, ms, timed } from './timing.ts';

const ROUNDS = 3;

interface Run {
  readonly tookMs: number;
  /** The longest time in which nothing was seen to move. */
  readonly longestGapMs: number;
  readonly progressLines: number;
}

export async function deepCleanRows(): Promise<readonly Row[]> {
  return [
    ...(await rowsOf('d28', 'usual', 'classic store')),
    ...(await rowsOf('d28', 'fewest', 'classic store, layers of one small file')),
    ...(await rowsOf('d28c', 'fewest', 'containerd store, layers of one small file')),
  ];
}

async function rowsOf(
  name: EngineName,
  layers: keyof typeof filesOfSteps,
  store: string,
): Promise<readonly Row[]> {
  const rig = await startEngine(name);
  try {
    await fillMany(rig, filesOfSteps[layers]);
    const { records, images } = await contentsOf(rig);
    const [ours, dockers]: [Run[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      dockers.push(await onTwin(rig, cleanWithDocker));
      ours.push(await onTwin(rig, cleanWithBilge));
    }
    const [our, docker] = [median(ours.map(({ tookMs }) => tookMs)), median(dockers)];
    const gap = Math.max(...ours.map(({ longestGapMs }) => longestGapMs));
    return [
      {
        what: `deep clean against docker’s two prunes, ${store}`,
        measured: `${ms(our)} ours, ${ms(docker)} docker’s, ${String(records.length)} records and ${String(images.length)} images, nothing left by either, median of ${String(ROUNDS)}`,
        result: our / docker,
        unit: '×',
        budget: { atMost: 1.15 },
      },
      {
        what: '… its longest time without progress',
        measured: `${ours.map(({ progressLines }) => String(progressLines)).join(', ')} lines of progress`,
        result: gap / 1_000,
        unit: 's',
        budget: { atMost: 0.5 },
      },
      ...(await onTwin(rig, randomStopRows)),
    ];
  } finally {
    await rig.dispose();
  }
}

/** Each run has a copy of its own, so that both clean the same. */
async function onTwin<T>(rig: RigEngine, run: (twin: RigEngine) => Promise<T>): Promise<T> {
  const twin = await rig.startTwin();
  try {
    return await run(twin);
  } finally {
    await twin.dispose();
  }
}

async function cleanWithDocker(rig: RigEngine): Promise<number> {
  const tookMs = await timed(async () => {
    await rig.docker(['system', 'prune', '-af']);
    await rig.docker(['builder', 'prune', '-af']);
  });
  await assertEmpty(rig);
  return tookMs;
}

/** The command as people run it, from spawn to exit. */
async function cleanWithBilge(rig: RigEngine): Promise<Run> {
  const home = mkdtempSync(join(tmpdir(), 'bilge-bench-'));
  const seenAtMs: number[] = [];
  try {
    const tookMs = await timed(async () => {
      const args = ['clean', 'deep', '--yes', '--no-wait', '--json', '--host', rig.endpoint];
      const child = spawn(process.execPath, [join('dist', 'cli.mjs'), ...args], {
        env: { PATH: process.env['PATH'], BILGE_HOME: home },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const line of createInterface(child.stdout)) {
        const { event } = JSON.parse(line) as { readonly event: string };
        if (event === 'progress' || event === 'receipt') seenAtMs.push(performance.now());
      }
    });
    await assertEmpty(rig);
    const gaps = seenAtMs.slice(1).map((atMs, index) => atMs - (seenAtMs[index] ?? atMs));
    return { tookMs, longestGapMs: Math.max(...gaps), progressLines: seenAtMs.length - 1 };
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function assertEmpty(rig: RigEngine): Promise<void> {
  const { images, records } = await contentsOf(rig);
  if (images.length + records.length > 0)
    throw new Error(`${String(images.length)} images and ${String(records.length)} records were left`);
}
