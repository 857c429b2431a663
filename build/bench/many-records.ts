/** What a cache of 100,000 records costs: from the reply to the figure, to a plan, and to the same plan with a tick less. */

import { itemKey, NO_PICKS, type Guard, type Picks } from '../../electron/core/cleaning/clean-scope.ts';
import { createPlan } from '../../electron/core/cleaning/create-plan.ts';
import { readingOfCache } from '../../electron/core/usage-readings.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import type { Plan } from '../../shared/plan.ts';
import type { Inventory } from '../../shared/usage.ts';
import { startFakeDocker } from '../../tests/fakes/fake-docker-server.ts';
import { chainedRecords } from './chained-records.ts';
import type { Row } from './rows.ts';
import { median, ms, several, timed } from './timing.ts';

const MANY = 100_000;
const TENTH = MANY / 10;
const RUNS = 5;

const NO_GUARD: Guard = { protectRules: [], keepsKnownTools: true };
const STAMP = {
  id: 'bench',
  createdAtMs: 0,
  engine: { endpoint: 'unix:///bench', id: 'bench', rootDir: '/' },
  presetName: '',
};

interface Timings {
  readonly figure: number;
  readonly replyToPlan: number;
  readonly plan: number;
  /** The same reading again, with one tick less: what the plan sheet waits for. */
  readonly revision: number;
}

export async function manyRecordsRows(): Promise<readonly Row[]> {
  const tenth = await timingsFor(TENTH);
  const all = await timingsFor(MANY);
  return [
    {
      what: '100,000 records: request → tray figure',
      measured: `${ms(all.figure)}, with the fake engine’s sending; ${ms(tenth.figure)} for 10,000`,
      result: all.figure / 1_000,
      unit: 's',
      budget: { atMost: 1 },
    },
    {
      what: '100,000 records: request → plan',
      measured: `${ms(all.replyToPlan)}, the cache read twice as every plan does; ${ms(tenth.replyToPlan)} for 10,000`,
      result: all.replyToPlan / 1_000,
      unit: 's',
      budget: { atMost: 1.5 },
    },
    {
      what: 'planning alone, 10,000 → 100,000 records',
      measured: `${ms(tenth.plan)} → ${ms(all.plan)}`,
      result: all.plan / tenth.plan,
      unit: '×',
      budget: { atMost: 12 },
    },
    {
      what: '10,000 records: a tick in the plan sheet',
      measured: `${ms(tenth.revision)}; ${ms(all.revision)} for 100,000`,
      result: tenth.revision,
      unit: 'ms',
      budget: { atMost: 50 },
    },
  ];
}

async function timingsFor(count: number): Promise<Timings> {
  const text = JSON.stringify({
    LayersSize: 0,
    Images: [],
    Containers: [],
    Volumes: [],
    BuildCache: chainedRecords(count),
  });
  const docker = await startFakeDocker({
    script: ({ path }) => (path === '/system/df' ? { text } : undefined),
  });
  const engine = openEngine(parseEndpoint(docker.endpoint));
  try {
    const figure = await several(RUNS, () =>
      timed(async () => readingOfCache(await engine.readCache(), NO_GUARD)),
    );
    const [replyToPlan, plan, revision]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < RUNS; run += 1) {
      const beganMs = performance.now();
      // A plan is made of a reading that nothing has looked at before.
      const inventory = await engine.readInventory('light');
      plan.push(await timed(() => planOf(inventory, NO_PICKS)));
      replyToPlan.push(performance.now() - beganMs);
      const unticked = new Set(inventory.records.slice(0, 1).map(({ id }) => itemKey('record', id)));
      revision.push(await timed(() => planOf(inventory, { ...NO_PICKS, unticked })));
    }
    return {
      figure: median(figure),
      replyToPlan: median(replyToPlan),
      plan: median(plan),
      revision: median(revision),
    };
  } finally {
    engine.close();
    await docker.close();
  }
}

function planOf(inventory: Inventory, picks: Picks): Plan {
  const plan = createPlan(
    {
      inventory,
      options: optionsOf('deep'),
      nowMs: Date.parse(inventory.engineTime),
      guard: NO_GUARD,
      picks,
    },
    STAMP,
  );
  if (plan.items.length < inventory.records.length / 2)
    throw new Error('the plan holds too little to measure');
  return plan;
}
