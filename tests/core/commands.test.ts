import { beforeEach, describe, expect, test } from 'vitest';
import { optionsOf, type CustomPreset } from '../../shared/clean-options.ts';
import type { PlanSummary } from '../../shared/plan-sheet.ts';
import { useLanguage } from '../../shared/locale.ts';
import type { Receipt } from '../../shared/plan.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import { settled } from '../fakes/fake-clock.ts';
import { aRunningCore, type RunningCore } from './a-running-core.ts';
import { aVolume } from './an-inventory.ts';
import { aRecord } from './usage/arbitrary-records.ts';

const GB = 1_000_000_000;
const { preset: _, ...cacheChoices } = optionsOf('cache');
const withVolumes: CustomPreset = {
  id: 'custom-volumes',
  name: 'With volumes',
  choices: { ...cacheChoices, kinds: ['record', 'volume'] },
};

let core: RunningCore;
beforeEach(async () => {
  useLanguage('en', 'en');
  core = await aRunningCore({ presets: [withVolumes] });
});

async function plan(preset: Parameters<typeof core.bilge.commands.plans.create>[0]): Promise<PlanSummary> {
  const answer = await core.bilge.commands.plans.create(preset);
  if (answer.kind !== 'plan') throw new Error(`No plan: ${answer.kind}`);
  return answer.plan;
}

async function planWithTickedVolume(): Promise<PlanSummary> {
  core.engines.first.inventory = {
    ...core.engines.first.inventory,
    volumes: [aVolume({ name: 'data', isAnonymous: 'no', sizeBytes: 40 * GB })],
  };
  const { plans } = core.bilge.commands;
  const { id } = await plan('custom-volumes');
  const [row] = plans.page({ planId: id, list: 'goes', kind: 'named-volume', offset: 0 }).rows;
  const answer = await plans.revise(id, { kind: 'tick', row: row!.row, isTicked: true });
  if (answer.kind !== 'plan') throw new Error(`No plan: ${answer.kind}`);
  return answer.plan;
}

describe('a plan with named volumes', () => {
  test.each([[''], ['del'], ['yes']])('does not start with “%s” for the word', async (typed) => {
    const { id, needsTypedWord } = await planWithTickedVolume();
    expect(needsTypedWord).toBe(true);
    expect(await core.bilge.commands.cleaning.execute(id, false, typed)).toEqual({ kind: 'word-needed' });
    await settled();
    expect(core.engines.first.inventory.volumes).toHaveLength(1);
    expect(core.bilge.store.state.cleaning.kind).toBe('idle');
  });

  test.each([
    ['en', ' Delete '],
    ['ko', '삭제'.normalize('NFD')],
    ['zh-CN', '删除'],
  ] as const)('starts with the word of the language, %s, however it is typed', async (language, typed) => {
    useLanguage(language, 'en');
    const { id } = await planWithTickedVolume();
    expect(await core.bilge.commands.cleaning.execute(id, false, typed)).toEqual({ kind: 'started' });
    await settled();
    expect(core.engines.first.inventory.volumes).toEqual([]);
  });

  test('gives no consent for volumes: the next click shows its plan', async () => {
    const { id } = await planWithTickedVolume();
    await core.bilge.commands.cleaning.execute(id, true, 'delete');
    await settled();
    expect(core.bilge.store.state.settings.cleansAtOnce).toMatchObject([
      { preset: 'custom-volumes', kinds: ['record'], irrecoverableKinds: [], usualBytes: 1 },
    ]);
  });
});

describe('consent', () => {
  test('is not offered for a preset whose choices were changed in the plan, nor taken', async () => {
    const { id } = await plan('cache');
    const { plans, cleaning } = core.bilge.commands;
    const answer = await plans.revise(id, {
      kind: 'choices',
      choices: { ...cacheChoices, takesShared: true },
    });
    if (answer.kind !== 'plan') throw new Error(`No plan: ${answer.kind}`);
    expect(answer.plan.canCleanAtOnce).toBe(false);
    await cleaning.execute(answer.plan.id, true, '');
    await settled();
    expect(core.bilge.store.state.settings.cleansAtOnce).toEqual([]);
  });

  test('is not offered where a tick was taken away, nor taken: the next clean would take just that', async () => {
    const { id } = await plan('cache');
    const { plans, cleaning } = core.bilge.commands;
    const [row] = plans.page({ planId: id, list: 'goes', kind: 'record', offset: 0 }).rows;
    const answer = await plans.revise(id, { kind: 'tick', row: row!.row, isTicked: false });
    if (answer.kind !== 'plan') throw new Error(`No plan: ${answer.kind}`);
    expect(answer.plan.canCleanAtOnce).toBe(false);
    await cleaning.execute(answer.plan.id, true, '');
    await settled();
    expect(core.bilge.store.state.settings.cleansAtOnce).toEqual([]);
  });

  test('that the disk cannot take does not keep the clean from running', async () => {
    const { id } = await plan('cache');
    core.settingsFile.isFull = true;
    expect(await core.bilge.commands.cleaning.execute(id, true, '')).toEqual({ kind: 'started' });
    await settled();
    expect(core.bilge.store.state.lastReceipt).toMatchObject({ planId: id, outcome: 'done' });
  });
});

describe('one click', () => {
  const readings = (): number =>
    core.engines.first.calls.filter((call) => call.startsWith('readInventory')).length;

  test('plans once: the window that opens is given the plan that the click made', async () => {
    const before = readings();
    const { cleaning } = core.bilge.commands;
    expect(await cleaning.oneClick('cache', 'tray')).toEqual({ kind: 'plan-opened' });
    expect(core.screens).toEqual(['plan cache']);
    const shown = await plan('cache');
    expect(readings()).toBe(before + 1);
    expect((await plan('cache')).id).not.toBe(shown.id);
  });

  test('plans anew for a window that asks late, or for another preset', async () => {
    const { cleaning } = core.bilge.commands;
    await cleaning.oneClick('cache', 'tray');
    const before = readings();
    await plan('deep');
    expect(readings()).toBe(before + 1);
    await cleaning.oneClick('cache', 'tray');
    await core.clock.advance(31_000);
    const late = readings();
    await plan('cache');
    expect(readings()).toBe(late + 1);
  });
});

test('insisting ends the wait for a build, and the clean goes on', async () => {
  core.engines.first.events = [{ atMs: 0, type: 'image', action: 'create', id: 'x' }];
  const { cleaning } = core.bilge.commands;
  const { id } = await plan('cache');
  await cleaning.execute(id, false, '');
  await settled();
  expect(core.bilge.store.state.cleaning).toMatchObject({ kind: 'waiting', reason: 'build-runs' });
  cleaning.insist();
  await settled();
  expect(core.bilge.store.state.lastReceipt).toMatchObject({ planId: id, outcome: 'done' });
  expect(core.engines.first.inventory.records).toEqual([]);
});

describe('protecting a row', () => {
  test('writes a rule to the settings, plans without the item, and weighs the buttons anew', async () => {
    const { plans, settings } = core.bilge.commands;
    expect(core.bilge.store.state.usage.frees?.value.cache.certain).toBe(1);
    const { id } = await plan('cache');
    const [row] = plans.page({ planId: id, list: 'goes', kind: 'record', offset: 0 }).rows;
    const answer = await plans.revise(id, { kind: 'protect', row: row!.row, rule: 0 });
    expect(answer).toMatchObject({ kind: 'plan', plan: { groups: [], kept: [{ why: 'protected' }] } });
    const { protectRules } = core.bilge.store.state.settings;
    expect(protectRules).toEqual([row!.rules[0]]);
    expect(core.bilge.store.state.usage.frees?.value.cache.certain).toBe(0);
    expect(settings.protectedNow()).toMatchObject([{ rule: protectRules[0], count: 1, sizeBytes: 1 }]);
  });
});

describe('a clean that nobody watches', () => {
  const filed = (): Receipt | undefined => core.journal.finished[0];

  test('and that finds nothing is in the history', async () => {
    core.engines.first.inventory = { ...core.engines.first.inventory, records: [] };
    await core.bilge.commands.cleaning.unasked('cache', 'schedule');
    expect(filed()).toMatchObject({ preset: 'cache', source: 'schedule', outcome: 'done', deleted: [] });
    expect(core.notices).toEqual([]);
  });

  test('and whose engine goes away says so, in the history and by a notice', async () => {
    core.engines.first.failure = 'gone';
    await core.bilge.commands.cleaning.unasked('cache', 'threshold');
    expect(filed()).toMatchObject({ source: 'threshold', outcome: 'refused', problem: 'engine-lost' });
    expect(core.notices).toEqual(['Nothing was cleaned']);
    expect(core.bilge.store.state.cleaning.kind).toBe('idle');
  });

  test('and whose preset is no more touches nothing and says so', async () => {
    await core.bilge.commands.cleaning.unasked('custom-gone', 'schedule');
    expect(filed()).toMatchObject({ preset: 'custom-gone', problem: 'preset-gone' });
    expect(core.notices).toEqual(['Nothing was cleaned']);
    expect(core.engines.first.inventory.records).toHaveLength(1);
  });

  test('may be of the user’s own preset, and its receipt keeps the name', async () => {
    await core.bilge.commands.cleaning.unasked('custom-volumes', 'schedule');
    expect(filed()).toMatchObject({ preset: 'custom-volumes', presetName: 'With volumes', outcome: 'done' });
    expect(core.engines.first.inventory.records).toEqual([]);
  });
});

describe('settings', () => {
  test('that are saved at the same time all stay', async () => {
    const { settings } = core.bilge.commands;
    await Promise.all([settings.save({ theme: 'dark' }), settings.save({ alertsOnGrowth: false })]);
    expect(core.bilge.store.state.settings).toMatchObject({ theme: 'dark', alertsOnGrowth: false });
  });

  test('lose the consent of a preset that changes', async () => {
    const { settings, cleaning } = core.bilge.commands;
    await cleaning.execute((await plan('custom-volumes')).id, true, '');
    await settled();
    expect(core.bilge.store.state.settings.cleansAtOnce).toHaveLength(1);
    const changed = { ...withVolumes, choices: { ...withVolumes.choices, takesShared: true } };
    await settings.save({ presets: [changed] });
    expect(core.bilge.store.state.settings.cleansAtOnce).toEqual([]);
    expect(core.bilge.store.state.settings).toMatchObject({ schedule: settingsDefaults.schedule });
  });
});

describe('the history', () => {
  test('comes fifty at a time, newest first, and finds what is searched', async () => {
    const { receipts, cleaning } = core.bilge.commands;
    for (let round = 0; round < 52; round += 1) {
      core.engines.first.inventory = {
        ...core.engines.first.inventory,
        records: [aRecord({ id: `r${round}`, sizeBytes: 1 })],
      };
      await cleaning.unasked('cache', 'schedule');
    }
    const first = await receipts.page('', 0);
    expect(first.total).toBe(52);
    expect(first.receipts).toHaveLength(50);
    expect((await receipts.page('', 50)).receipts).toHaveLength(2);
    const found = await receipts.page('R51', 0);
    expect(found).toMatchObject({ total: 1, receipts: [{ planId: first.receipts[0]!.planId }] });
    expect(await receipts.one(found.receipts[0]!.planId)).toMatchObject({ deleted: [{ id: 'r51' }] });
    expect(await receipts.one('unknown')).toBeUndefined();
  });
});
