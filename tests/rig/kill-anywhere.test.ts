import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UnfinishedClean } from '../../electron/core/ports/host.ts';
import { openHost } from '../../electron/host/open-host.ts';
import type { Receipt } from '../../shared/plan.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import { childProgram, type Child } from '../host/child-program.ts';
import { baseImage, build, importBase } from './build-image.ts';
import { objectsOf } from './engine-objects.ts';
import { startEngine, type RigEngine } from './engines.ts';
import { recordRequests } from './recording-proxy.ts';

const KILLS = 30;
const seed = Number(process.env['BILGE_SEED'] ?? Date.now() % 1_000_000);

let rig: RigEngine;
let home: string;
let proxy: { readonly endpoint: string; close(): Promise<void> } | undefined;
/** Called with each request that a child sends. */
let onRequest: () => void = () => undefined;
const program = childProgram('clean-or-finish', join(import.meta.dirname, 'children'));

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bilge-killed-'));
  process.env['BILGE_HOME'] = home;
  rig = await startEngine('d28');
  proxy = await recordRequests(rig.socketPath, () => onRequest());
});
afterAll(async () => {
  await proxy?.close();
  await rig.dispose();
  rmSync(home, { recursive: true });
});

/** Every kind of item, some of each; a chain of records with a branch at each second step. */
async function refill(): Promise<void> {
  // A clean that was killed before it began left everything.
  if ([...(await objectsOf(rig)).keys()].some((key) => key.startsWith('container '))) return;
  await importBase(rig);
  const steps = Array.from({ length: 24 }, (_, step) => `COPY f${step} /f${step}`);
  const files = Object.fromEntries(steps.map((_, step) => [`f${step}`, 300]));
  await build(rig, {
    dockerfile: `FROM ${baseImage}\n${steps.join('\n')}\n`,
    files,
    tags: ['app:0', 'app:latest'],
  });
  for (const n of [1, 2, 3, 4])
    await build(rig, {
      dockerfile: `FROM app:0\nLABEL n=${n}\nCOPY own /own\n`,
      files: { own: 100 },
      tags: [`app:${n}`],
    });
  for (const n of [1, 2, 3, 4]) {
    await rig.docker([
      'create',
      '--network',
      'none',
      '--name',
      `stopped${n}`,
      '--volume',
      '/data',
      `app:${n}`,
      'true',
    ]);
    await rig.docker(['network', 'create', `idle${n}`]);
  }
}

interface Told {
  readonly word: 'planned' | 'left' | 'ended';
  readonly items?: readonly string[];
  readonly left?: UnfinishedClean;
  readonly answer?: { readonly kind: string; readonly receipt?: Receipt };
}

interface Ended {
  readonly told: readonly Told[];
  readonly isKilled: boolean;
  readonly requests: number;
}

/** Runs the program, killed as it sends its `killAt`th request. */
async function start(mode: 'clean' | 'finish', killAt = Infinity): Promise<Ended> {
  const child = program(mode, proxy?.endpoint ?? '');
  let requests = 0;
  let killing: Promise<void> | undefined;
  onRequest = () => {
    requests += 1;
    if (requests === killAt) killing = child.kill();
  };
  const told = await linesOf(child);
  await killing;
  return { told, requests, isKilled: killing !== undefined };
}

async function linesOf(child: Child): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (;;) {
    const line = await child.nextLine().catch(() => undefined);
    if (line === undefined) return told;
    told.push(JSON.parse(line) as Told);
  }
}

const idsOf = (items: readonly { readonly kind: string; readonly id: string }[]): readonly string[] =>
  items.map(({ kind, id }) => `${kind} ${id}`);

const kindOf = (key: string): string | undefined => key.split(' ')[0];

/** The journal is whole and tells nothing that is not so; nothing else of the files was harmed. */
async function expectTruth(
  left: UnfinishedClean | undefined,
  planned: readonly string[],
  kills: number,
): Promise<void> {
  const host = openHost({ holdsProcess: false });
  expect((await host.settingsFile.read()).budgetBytes).toBe(5_000_000_000);
  expect(await host.settingsFile.read()).toMatchObject({ language: settingsDefaults.language });
  expect((await host.samples.read('rig', 'cache', 0)).length).toBeGreaterThan(0);
  const present = new Set((await objectsOf(rig)).keys());
  const gone = planned.filter((key) => !present.has(key));
  if (left === undefined) {
    expect([0, planned.length]).toContain(gone.length);
    return;
  }
  const told = new Set(idsOf(left.deleted));
  for (const key of told) expect(gone).toContain(key);
  // Gone and untold can only be what calls under way took: at each kill those of one kind.
  for (const key of idsOf(left.skipped)) told.add(key);
  const untold = gone.filter((key) => !told.has(key));
  expect(new Set(untold.map(kindOf)).size, untold.join(', ')).toBeLessThanOrEqual(kills);
}

test(`killed at ${KILLS} random moments, a clean is told truly at the next start, and can be finished (BILGE_SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  await refill();
  const whole = await start('clean');
  expect(whole.told.at(-1)?.answer?.receipt).toMatchObject({ outcome: 'done', skipped: [] });

  const moments: string[] = [];
  while (moments.length < KILLS) {
    await refill();
    let ended = await start('clean', 1 + Math.floor(random() * whole.requests));
    const planned = ended.told.find(({ word }) => word === 'planned')?.items ?? [];
    for (let kills = 1; ended.isKilled; kills += 1) {
      const left = await openHost({ holdsProcess: false }).journal.unfinished();
      await expectTruth(left, planned, kills);
      moments.push(left === undefined ? 'outside' : `${left.deleted.length}/${planned.length}`);
      // Killed again while it finishes, every other time.
      ended = await start(
        'finish',
        random() < 0.75 ? 1 + Math.floor((random() * whole.requests) / 2) : Infinity,
      );
    }
    await expectFinished(ended, planned);
  }
  process.stdout.write(`killed with so many deleted: ${moments.join(' ')}\n`);
  expect(moments.filter((moment) => moment !== 'outside').length).toBeGreaterThan(KILLS / 3);
}, 300_000);

async function expectFinished({ told }: Ended, planned: readonly string[]): Promise<void> {
  const receipt = told.at(-1)?.answer?.receipt;
  if (receipt === undefined) return;
  expect(receipt.skipped.filter(({ why }) => why !== 'already-gone')).toEqual([]);
  expect([...idsOf(receipt.deleted), ...idsOf(receipt.skipped)].sort()).toEqual([...planned].sort());
  const present = new Set((await objectsOf(rig)).keys());
  expect(planned.filter((key) => present.has(key))).toEqual([]);
  const { journal } = openHost({ holdsProcess: false });
  expect(await journal.unfinished()).toBeUndefined();
  expect((await journal.receipts(1))[0]).toMatchObject({ planId: receipt.planId, outcome: 'done' });
}

/** Mulberry32. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
