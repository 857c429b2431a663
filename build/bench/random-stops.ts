/** Stop, pressed at ten random moments of a clean: how soon it is seen and obeyed, and whether the receipt tells what the engine then shows. */

import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { itemKey } from '../../electron/core/cleaning/clean-scope.ts';
import { Cleaner } from '../../electron/core/cleaning/cleaner.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openHost } from '../../electron/host/open-host.ts';
import { optionsOf, type CleanOptions } from '../../shared/clean-options.ts';
import type { Receipt } from '../../shared/plan.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import type { RigEngine } from '../../tests/rig/engines.ts';
import { objectsOf } from '../../tests/rig/engine-objects.ts';
import type { Row } from './rows.ts';
import { ms } from './timing.ts';

const STOPS = 10;
/** Of a clean that takes seconds: so that ten of them find something to stop. */
const LATEST_MS = 600;

interface Stopped {
  readonly acknowledgedMs: number;
  readonly endedMs: number;
}

export async function randomStopRows(rig: RigEngine): Promise<readonly Row[]> {
  const stops: Stopped[] = [];
  for (let count = 0; count < STOPS; count += 1) {
    // Whole cleans begin with the images; every other one goes for the records alone.
    const deep = optionsOf('deep');
    stops.push(await stopOnce(rig, count % 2 === 0 ? deep : { ...deep, kinds: ['record'] }));
  }
  const acknowledged = Math.max(...stops.map(({ acknowledgedMs }) => acknowledgedMs));
  const ended = Math.max(...stops.map(({ endedMs }) => endedMs));
  return [
    {
      what: `… stopped at ${String(STOPS)} random moments: acknowledged`,
      measured: `${ms(acknowledged)} at most; every receipt names exactly what is gone`,
      result: acknowledged,
      unit: 'ms',
      budget: { atMost: 100 },
    },
    {
      what: '… and ended, with the call in flight',
      measured: stops.map(({ endedMs }) => ms(endedMs)).join(', '),
      result: ended / 1_000,
      unit: 's',
      budget: { atMost: 2 },
    },
  ];
}

async function stopOnce(rig: RigEngine, options: CleanOptions): Promise<Stopped> {
  const home = mkdtempSync(join(tmpdir(), 'bilge-bench-'));
  process.env['BILGE_HOME'] = home;
  const host = openHost({ holdsProcess: true });
  const engine = openEngine(parseEndpoint(rig.endpoint));
  let acknowledgedAtMs = 0;
  const cleaner = new Cleaner(
    host,
    () => settingsDefaults,
    (cleaning) => {
      if (cleaning.kind === 'running' && cleaning.isStopping) acknowledgedAtMs ||= performance.now();
    },
  );
  try {
    const before = await objectsOf(rig);
    const plan = await cleaner.createPlan(engine, options);
    const running = cleaner.run(plan.id, { source: 'command-line', buildWaitMs: undefined });
    await delay(randomInt(LATEST_MS));
    const stoppedAtMs = performance.now();
    cleaner.stop();
    const answer = await running;
    const endedMs = performance.now() - stoppedAtMs;
    if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
    await assertTruthful(rig, before, answer.receipt);
    return { acknowledgedMs: Math.max(0, acknowledgedAtMs - stoppedAtMs), endedMs };
  } finally {
    engine.close();
    rmSync(home, { recursive: true });
  }
}

/** What is gone is what the receipt names, at once and after a while in which nothing more may go. */
async function assertTruthful(
  rig: RigEngine,
  before: ReadonlyMap<string, unknown>,
  { deleted, outcome }: Receipt,
): Promise<void> {
  if (outcome !== 'stopped') throw new Error(`the clean was not stopped but ${outcome}`);
  const named = deleted.map(({ kind, id }) => itemKey(kind, id)).sort();
  for (const waitMs of [0, 1_000]) {
    await delay(waitMs);
    const after = await objectsOf(rig);
    const gone = [...before.keys()].filter((key) => !after.has(key)).sort();
    if (gone.join() !== named.join())
      throw new Error(`the receipt names ${String(named.length)}, gone are ${String(gone.length)}`);
  }
}
