import { beforeEach, describe, expect, test } from 'vitest';
import type { Bilge } from '../../electron/core/bilge.ts';
import type { UnfinishedClean } from '../../electron/core/ports/host.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import { settled } from '../fakes/fake-clock.ts';
import { aRunningCore, type RunningCore } from './a-running-core.ts';
import { aRecord } from './usage/arbitrary-records.ts';

let bilge: Bilge;
let core: RunningCore;
let engines: RunningCore['engines'];
beforeEach(async () => {
  core = await aRunningCore();
  ({ bilge, engines } = core);
});

/** A promise, and what settles it. */
function later(): { readonly done: Promise<void>; readonly settle: () => void } {
  let settle = (): void => undefined;
  const done = new Promise<void>((resolve) => (settle = resolve));
  return { done, settle };
}

/** Id of the plan that was started. */
async function acceptedPlan(): Promise<string> {
  const answer = await bilge.commands.plans.create('cache');
  if (answer.kind !== 'plan') throw new Error(`No plan: ${answer.kind}`);
  await bilge.commands.cleaning.execute(answer.plan.id, false, '');
  return answer.plan.id;
}

const shownBytes = (): number | undefined => bilge.store.state.usage.cache?.value.totalBytes;

describe('turning to another engine', () => {
  test('leaves none in between: nothing is shown, and nothing cleans', async () => {
    const opening = later();
    core.opening['second'] = opening.done;
    const cleanings = new Set<string>();
    bilge.store.follow(({ cleaning }) => cleanings.add(cleaning.kind));
    const turning = bilge.openEngine('second');
    expect(bilge.store.state.engine.kind).toBe('connecting');
    expect(shownBytes()).toBeUndefined();
    await bilge.commands.cleaning.unasked('cache', 'threshold');
    opening.settle();
    await turning;
    await settled();
    expect(shownBytes()).toBe(2);
    expect([...cleanings]).toEqual(['idle']);
  });

  test('twice at once ends at the later one, and lets the other go', async () => {
    const opening = later();
    core.opening['first'] = opening.done;
    const turns = [bilge.openEngine('first'), bilge.openEngine('second')];
    await settled();
    engines.first.calls.length = 0;
    opening.settle();
    await Promise.all(turns);
    await settled();
    expect(bilge.engine).toBe(engines.second);
    expect(shownBytes()).toBe(2);
    expect(engines.first.calls).toEqual(['close']);
  });

  test('is not done by a refresh while a clean waits for its engine', async () => {
    engines.first.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
    await acceptedPlan();
    await settled();
    bilge.store.update({
      engine: { kind: 'unreachable', error: 'gone', lastFacts: undefined, sinceMs: 0 },
    });
    await bilge.commands.engines.refresh();
    expect(engines.first.calls).not.toContain('close');
    engines.first.events = [];
    await core.clock.advance(10_000);
    expect(bilge.store.state.lastReceipt?.outcome).toBe('done');
  });
});

test('says that last uses of images came after the reading, so that lists are drawn anew', async () => {
  const { bilge } = await aRunningCore();
  const { images, lateAnswers } = bilge.store.state.usage;
  expect(images).toBeDefined();
  expect(lateAnswers).toBe(1);
});

test('a clean that ended before it began has a receipt too, until the next one has', async () => {
  engines.first.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
  const stopped = await acceptedPlan();
  await settled();
  bilge.commands.cleaning.stop();
  await settled();
  expect(bilge.store.state.lastReceipt).toMatchObject({ planId: stopped, outcome: 'stopped' });
  expect(await bilge.commands.receipts.last()).toMatchObject({ planId: stopped, outcome: 'stopped' });
  engines.first.events = [];
  const done = await acceptedPlan();
  await settled();
  expect(await bilge.commands.receipts.last()).toMatchObject({ planId: done, outcome: 'done' });
});

test('a warning about one engine never cleans another: its plan is shown', async () => {
  const overBudget = [aRecord({ id: 'big', sizeBytes: 25_000_000_000 })];
  engines.first.inventory = { ...engines.first.inventory, records: overBudget };
  await bilge.monitor.refresh();
  await bilge.openEngine('second');
  await settled();
  await bilge.commands.noticeAction('clean-cache');
  expect(core.screens).toEqual(['plan cache']);
  expect(engines.second.calls.some((call) => call.startsWith('pruneRecords'))).toBe(false);

  await bilge.openEngine('first');
  await settled();
  await bilge.commands.noticeAction('clean-cache');
  expect(engines.first.inventory.records).toEqual([]);
});

test('a warning of an almost full disk leads to the plan of the safest clean that helps', async () => {
  const records = [aRecord({ id: 'big', sizeBytes: 25_000_000_000 })];
  engines.first.inventory = { ...engines.first.inventory, records };
  await bilge.monitor.refresh();
  const disk = { takenAtMs: 0, value: { totalBytes: 100_000_000_000, freeBytes: 1_000_000_000 } };
  bilge.store.update({ usage: { ...bilge.store.state.usage, disk } });
  await bilge.commands.noticeAction('open-plan');
  expect(core.screens).toEqual(['plan cache']);
});

describe('a clean that was cut off', () => {
  const cutOff = (endpoint: string, given: Partial<UnfinishedClean> = {}): UnfinishedClean => ({
    plan: {
      id: 'p',
      createdAtMs: 0,
      engineTime: '',
      engine: { endpoint, id: 'ENGINE', rootDir: '/var/lib/docker' },
      options: optionsOf('deep'),
      presetName: '',
      items: [],
      kept: [],
      predicted: { engineBytes: 0, diskBytes: { certain: 0, possible: 0 } },
      irrecoverableKinds: [],
    },
    source: 'window',
    startedAtMs: 7,
    deleted: [],
    skipped: [],
    workedMs: 0,
    isShortened: false,
    ...given,
  });
  const canFinish = () => core.bilge.store.state.interrupted?.canFinish;

  test('can be finished where its engine is the one in view, and there alone', async () => {
    core = await aRunningCore({}, cutOff('second'));
    expect(core.bilge.store.state.interrupted).toMatchObject({ preset: 'deep', startedAtMs: 7 });
    expect(canFinish()).toBe(false);
    await core.bilge.openEngine('second');
    await settled();
    expect(canFinish()).toBe(true);
    await core.bilge.openEngine('first');
    await settled();
    expect(canFinish()).toBe(false);
  });

  test('is finished by one intent, with one receipt for all of it', async () => {
    core = await aRunningCore({}, cutOff('first'));
    expect(await core.bilge.commands.cleaning.finishInterrupted()).toEqual({ kind: 'started' });
    await settled();
    expect(core.bilge.store.state.lastReceipt).toMatchObject({ planId: 'p', source: 'window' });
    expect(core.bilge.store.state.interrupted).toBeUndefined();
    expect(await core.bilge.commands.cleaning.finishInterrupted()).toEqual({ kind: 'expired' });
  });

  test.each([
    ['on another engine', cutOff('second')],
    ['where a full disk had no room for all of the plan', cutOff('first', { isShortened: true })],
  ])('is not finished %s', async (_, left) => {
    core = await aRunningCore({}, left);
    expect(canFinish()).toBe(false);
    expect(await core.bilge.commands.cleaning.finishInterrupted()).toEqual({ kind: 'expired' });
    expect(core.journal.left).toBe(left);
  });

  test('is seen no more once it was dismissed', async () => {
    core = await aRunningCore({}, cutOff('first'));
    expect(canFinish()).toBe(true);
    await core.bilge.commands.cleaning.dismissInterrupted();
    await core.bilge.openEngine('first');
    await settled();
    expect(core.bilge.store.state.interrupted).toBeUndefined();
    expect(core.journal.left).toBeUndefined();
  });
});
