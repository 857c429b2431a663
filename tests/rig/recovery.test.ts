import { execFile } from 'node:child_process';
import { chownSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bilge } from '../../electron/core/bilge.ts';
import { trayView } from '../../electron/core/tray-view.ts';
import { useLanguage } from '../../shared/locale.ts';
import { errorWhat } from '../../shared/words.ts';
import { bilgeCommand, type BilgeAnswer } from './bilge-command.ts';
import { baseImage, build } from './build-image.ts';
import { startEngine, type RigEngine } from './engines.ts';
import { fill } from './fill.ts';
import { contentsOf } from './inventory.ts';
import { startBilge, until } from './real-bilge.ts';
import { recordRequests } from './recording-proxy.ts';
import { createRunDir } from './run-dir.ts';

const NOBODY = 65_534;

let rig: RigEngine;
let home: string;
const closing: (() => void)[] = [];

beforeEach(async () => {
  useLanguage('en', 'en');
  home = mkdtempSync(join(tmpdir(), 'bilge-recovery-'));
  process.env['BILGE_HOME'] = home;
  rig = await startEngine('d28');
  await fill(rig, 'failed-build');
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await rig.dispose();
  rmSync(home, { recursive: true });
});

async function openBilge(): Promise<Bilge> {
  const bilge = await startBilge(rig);
  closing.push(() => void bilge.close());
  return bilge;
}

/** Σ `Size` of all records, asked past Bilge. */
async function trueBytes(): Promise<number> {
  const { body } = await rig.api('GET', '/v1.51/system/df?type=build-cache');
  const { BuildCache } = JSON.parse(body) as { readonly BuildCache: readonly { readonly Size: number }[] };
  return BuildCache.reduce((total, { Size }) => total + Size, 0);
}

test('an engine that is killed and restarted: said at once, and back by itself with the true figure', async () => {
  const bilge = await openBilge();
  const before = await until(bilge, ({ usage }) => usage.cache !== undefined);
  expect(before.usage.cache?.value.totalBytes).toBe(await trueBytes());

  await rig.kill();
  const { engine } = await until(bilge, (state) => state.engine.kind === 'unreachable');
  if (engine.kind !== 'unreachable') throw new Error('not lost');
  expect(['gone', 'refused']).toContain(engine.error);
  const view = trayView(bilge.store.state, Date.now());
  expect(view.tooltip).toContain(errorWhat(engine.error));
  expect(view.tooltip).toContain('as of');
  expect(view.title).toBe('');

  await rig.start();
  await until(bilge, (state) => state.engine.kind === 'ready');
  expect(bilge.store.state.usage.cache?.value.totalBytes).toBe(await trueBytes());

  // Events are followed again: a build shows without any poll.
  await build(rig, { dockerfile: `FROM ${baseImage}\nRUN head -c 900000 /dev/urandom > /grown\n` });
  const grownBytes = await trueBytes();
  await until(bilge, ({ usage }) => usage.cache?.value.totalBytes === grownBytes);
});

test('an engine that is killed and restarted in the middle of a clean: it goes on with the same one', async () => {
  const bilge = await bilgeCommand();
  closing.push(() => bilge.dispose());
  const recovery: Promise<void>[] = [];
  const proxy = await recordRequests(rig.socketPath, (line) => {
    if (recovery.length > 0 || !line.includes('/build/prune')) return;
    recovery.push(rig.kill().then(() => rig.start()));
  });
  closing.push(() => void proxy.close());

  const args = ['clean', 'deep', '--yes', '--while-building', '--json', '--host', proxy.endpoint];
  const answer = await bilge.run(args);
  await Promise.all(recovery);

  expect(recovery).toHaveLength(1);
  expect(answer.stderr).toBe('');
  expect(answer.code).toBe(0);
  const left = await contentsOf(rig);
  expect({ images: left.images, records: left.records }).toEqual({ images: [], records: [] });
  const lines = answer.stdout.trim().split('\n');
  const { items } = JSON.parse(lines[0] ?? '') as { readonly items: readonly { readonly id: string }[] };
  const receipt = JSON.parse(lines.at(-1) ?? '') as {
    readonly deleted: readonly { readonly id: string }[];
    readonly skipped: readonly { readonly id: string }[];
  };
  expect([...receipt.deleted, ...receipt.skipped].map(({ id }) => id).sort()).toEqual(
    items.map(({ id }) => id).sort(),
  );
});

test('a socket that this user may not open: said in words, with the next step', async () => {
  const bilge = await bilgeCommand();
  closing.push(() => bilge.dispose());
  const answer = await runAsNobody(['df', '--host', rig.endpoint]);
  expect(answer.code).toBe(3);
  expect(answer.stdout).toBe('');
  expect(answer.stderr).toBe(
    'You may not talk to this engine. Run sudo usermod -aG docker $USER, then log out and in again.\n',
  );
});

/** The built command, where that user can read it, with a home of its own. */
async function runAsNobody(args: readonly string[]): Promise<BilgeAnswer> {
  const runDir = createRunDir('nobody');
  closing.push(() => runDir.remove());
  const command = join(runDir.dir, 'bilge.mjs');
  copyFileSync('dist/cli.mjs', command);
  chownSync(runDir.dir, NOBODY, NOBODY);
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const env = { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', BILGE_HOME: runDir.dir };
  return new Promise((resolve) => {
    const child = execFile(
      'setpriv',
      [...user, process.execPath, command, ...args],
      { env, cwd: runDir.dir },
      (_failure, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
