import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../electron/cli/arguments.ts';
import { builderDocument, builderTable, type ReportedBuilder } from '../../electron/cli/builder-report.ts';
import { cleanTargets } from '../../electron/cli/builder-targets.ts';
import { chosenOptions } from '../../electron/cli/chosen-options.ts';
import { historyText } from '../../electron/cli/history-report.ts';
import { planDocument, planText } from '../../electron/cli/plan-report.ts';
import { receiptDocument } from '../../electron/cli/receipt-report.ts';
import { Refused } from '../../electron/cli/refused.ts';
import { UsageError } from '../../electron/cli/usage-error.ts';
import { refusedReceipt } from '../../electron/core/cleaning/execute-plan.ts';
import type { FoundBuilder } from '../../electron/core/ports/engine.ts';
import { planOf } from '../core/cleaning/plan-of.ts';
import { aRecord } from '../core/usage/arbitrary-records.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';

function requestOf(line: string) {
  const command = parseCommand(line.split(' '));
  if (command.kind !== 'plan') throw new Error(`not a plan but ${command.kind}`);
  return command.request;
}

describe('--builder', () => {
  test.each(['cache', 'quick', 'deep', 'deep --only cache-mounts'])(
    'takes the cache alone of %s',
    (given) => {
      const request = requestOf(`plan ${given} --builder multi0`);
      expect(request.builder).toBe('multi0');
      expect(chosenOptions(request, []).options.kinds).toEqual(['record']);
    },
  );

  test.each(['--volumes', '--volume data', '--volumes --volume data'])('does not go with %s', (options) => {
    expect(() => requestOf(`plan deep --builder all ${options}`)).toThrow(UsageError);
  });

  test.each(['deep --only images', 'cache --label a=b', 'cache --name x', 'cache --project shop'])(
    'is refused where nothing of a builder is meant: %s',
    (given) => expect(() => chosenOptions(requestOf(`plan ${given} --builder all`), [])).toThrow(UsageError),
  );
});

describe('which builders are meant', () => {
  const found = (name: string, isRunning = true): FoundBuilder => ({
    name,
    containerId: name,
    isRunning,
    volumeName: '',
    lastUsedAtMs: undefined,
  });
  const here = [found('ci0'), found('ci1', false), found('ci10'), found('ci'), found('old0', false)];
  async function targets(asked: string | undefined, listed = here) {
    const engine = new MemoryEngine();
    const told: string[] = [];
    engine.builders = { list: async () => listed, open: () => new MemoryEngine() };
    const chosen = await cleanTargets(engine, asked, { error: (text) => told.push(text) });
    return { names: chosen.map(({ builderName }) => builderName), told };
  }

  test('none: the engine itself is', async () => {
    expect(await targets(undefined)).toEqual({ names: [undefined], told: [] });
  });
  test('a node by its name, before any builder whose nodes begin so', async () => {
    expect((await targets('ci')).names).toEqual(['ci']);
    expect((await targets('ci0')).names).toEqual(['ci0']);
  });
  test('a builder by its name: all its nodes that run, and those that do not are told', async () => {
    const nodes = here.filter(({ name }) => name !== 'ci');
    const { names, told } = await targets('ci', nodes);
    expect(names).toEqual(['ci0', 'ci10']);
    expect(told.join()).toContain('ci1');
  });
  test('all: every one that runs', async () => {
    expect((await targets('all')).names).toEqual(['ci0', 'ci10', 'ci']);
    expect((await targets('all', [])).names).toEqual([]);
  });
  test.each(['nobody', 'c', 'ci99', 'old', 'old0'])('%s: nothing that could be cleaned', async (asked) => {
    await expect(targets(asked)).rejects.toThrow(Refused);
  });
});

describe('what is said of builders', () => {
  const running: ReportedBuilder = {
    name: 'multi0\u001b[2J',
    state: 'running',
    cache: {
      takenAtMs: 1,
      value: { recordCount: 3, totalBytes: 5_000_000, freesBytes: 2_000_000, isRounded: true },
    },
    stateBytes: 6_000_000,
    lastUsedAtMs: 7,
    problem: undefined,
  };
  const stopped: ReportedBuilder = { ...running, name: 'old0', state: 'stopped', cache: undefined };
  const broken: ReportedBuilder = {
    ...stopped,
    state: 'running',
    problem: 'bad-reply',
    stateBytes: undefined,
  };

  test('in df', () => {
    const lines = builderTable([running, stopped, broken]).split('\n');
    expect(lines.map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
      'BUILDERS | STATE | TOTAL | SIZE | FREES NOW | VOLUME',
      'multi0 [2J | running | 3 | 5MB | 2MB | 6MB',
      'old0 | stopped | 6MB',
      'old0 | cannot be read',
    ]);
  });

  test('in the document of df', () => {
    expect(builderDocument(running)).toMatchObject({ records: 3, freesNowBytes: 2_000_000, isRounded: true });
    expect(builderDocument(broken)).toMatchObject({ records: null, volumeBytes: null, problem: 'bad-reply' });
  });

  test('in plans, receipts and the history: by name', () => {
    const made = planOf({ records: [aRecord({ id: 'a' })] }, { preset: 'cache' });
    const plan = { ...made, engine: { ...made.engine, builder: { name: 'multi0', containerId: 'c' } } };
    const receipt = refusedReceipt(plan, 'command-line', 0, undefined);
    expect(planDocument({ plan, kept: [] })).toMatchObject({ builder: 'multi0' });
    expect(planDocument({ plan: made, kept: [] })).not.toHaveProperty('builder');
    expect(planText({ plan, kept: [], holdersOf: () => [] })).toContain('multi0 · ');
    expect(receiptDocument(receipt)).toMatchObject({ builder: 'multi0' });
    expect(historyText([receipt], '')).toContain('multi0 · ');
  });
});
