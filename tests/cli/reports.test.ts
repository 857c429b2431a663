import { describe, expect, test } from 'vitest';
import { dfText } from '../../electron/cli/df-report.ts';
import { cacheGrowthText, historyText } from '../../electron/cli/history-report.ts';
import { plainPaint } from '../../electron/cli/paint.ts';
import { planDocument, planText } from '../../electron/cli/plan-report.ts';
import { receiptDocument, receiptText } from '../../electron/cli/receipt-report.ts';
import { table } from '../../electron/cli/table.ts';
import type { Receipt } from '../../shared/plan.ts';
import { someFacts } from '../core/a-state.ts';
import { anImage, anInventory } from '../core/an-inventory.ts';
import { planOf } from '../core/cleaning/plan-of.ts';
import { aRecord } from '../core/usage/arbitrary-records.ts';

const receipt: Receipt = {
  planId: 'p',
  preset: 'deep',
  presetName: '',
  source: 'command-line',
  startedAtMs: 0,
  durationMs: 1_500,
  outcome: 'partly',
  deleted: [{ kind: 'record', id: 'r1', name: 'RUN x', sizeBytes: 2_000_000, freesBytes: 2_000_000 }],
  skipped: [{ kind: 'image', id: 'sha256:1', name: 'app:1', why: 'in-use' }],
  engineBytes: 2_000_000,
  freedBytes: 2_000_000,
  diskBytes: undefined,
  problem: undefined,
};

describe('df', () => {
  test('shows docker’s rows, then what the cache really holds', () => {
    const records = [
      aRecord({ id: 'a', sizeBytes: 5_000_000 }),
      aRecord({ id: 'b', isShared: true, sizeBytes: 3_000_000 }),
    ];
    const inventory = anInventory({ records, df: { ...anInventory().df, records } });
    const identity = { endpoint: 'unix:///a', id: 'E', rootDir: '/' };
    const lines = dfText(
      { facts: someFacts, identity, inventory, disk: undefined, protectRules: [], builders: [] },
      true,
    )
      .split('\n')
      .map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    expect(lines[0]).toBe('box, Docker 28.5.2, unix:///var/run/docker.sock');
    expect(lines).toContain('Build cache | 2 | 0 | 5MB | 5MB');
    expect(lines).toContain('frees now | 5MB');
    expect(lines).toContain('shared with images | 3MB');
  });

  test('gives no orders to the terminal, whatever an engine calls its records', () => {
    const records = [aRecord({ id: 'a\u001b[2J', description: 'RUN \u009b2J\u202e' })];
    const inventory = anInventory({ records, df: { ...anInventory().df, records } });
    const identity = { endpoint: 'unix:///a', id: 'E', rootDir: '/' };
    const text = dfText(
      { facts: someFacts, identity, inventory, disk: undefined, protectRules: [], builders: [] },
      true,
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('a plan', () => {
  const plan = planOf(
    {
      images: [anImage({ id: 'sha256:abcdefabcdef0000', references: ['app:1'], digests: [] })],
      records: [
        aRecord({ id: 'r', isInUse: true }),
        aRecord({ id: 'm', type: 'exec.cachemount', sizeBytes: 7_000_000, description: 'mount /root/.npm' }),
      ],
    },
    { preset: 'deep' },
  );
  const kept = [
    {
      kind: 'record',
      id: 'r',
      name: 'RUN x',
      sizeBytes: 1_000_000,
      references: [],
      cacheType: 'regular',
      why: 'in-use',
    },
  ] as const;
  const drafted = { plan, kept, holdersOf: () => [] };

  test('names each item with its reason, cache mounts apart, and what stays', () => {
    const text = planText(drafted);
    expect(text).toContain('1 image, 0B');
    expect(text).toMatch(/0B {3}app:1 {3}no container uses it/);
    expect(text).toMatch(/1 cache mount, 7MB\n {2}7MB {3}mount \/root\/\.npm/);
    expect(text).toMatch(/1 cache record {3}1MB {3}in use/);
  });

  test('names an image by all the names that go with it, and one without by the short form of its id', () => {
    const images = [
      anImage({ id: 'sha256:a', references: ['app:1', 'postgres:16'] }),
      anImage({ id: `sha256:${'b1'.repeat(32)}`, references: [], digests: [] }),
    ];
    const named = { ...drafted, plan: planOf({ images }, { preset: 'deep' }) };
    expect(planText(named)).toMatch(/ app:1, postgres:16 {3}no container uses it/);
    expect(planText(named)).toMatch(/ b1b1b1b1b1b1 {3,}dangling/);
    expect(planDocument(named).items).toContainEqual(
      expect.objectContaining({ references: ['app:1', 'postgres:16'] }),
    );
  });

  test('tells what the disk gets back now, and names what nothing brings back', () => {
    expect(planText(drafted)).toContain('Frees now: 7MB\nBy the engine’s account: 7MB');
    expect(planText(drafted)).toContain('Nothing brings these back: app:1');
    expect(planText({ ...drafted, plan: { ...plan, items: plan.items.slice(1) } })).not.toContain('brings');
  });

  test('of very much shows the largest of each kind and counts the rest, unless all are asked for', () => {
    const records = Array.from({ length: 30 }, (_, index) =>
      aRecord({ id: `r${index}`, sizeBytes: (index + 1) * 1_000_000 }),
    );
    const many = { ...drafted, plan: planOf({ records }, { preset: 'cache' }) };
    const rows = (text: string) => text.split('\n').filter((line) => /^ +\d+MB /.test(line));
    expect(rows(planText(many))).toHaveLength(10);
    expect(planText(many)).toMatch(/30 cache records, 465MB\n +30MB +RUN /);
    expect(planText(many)).toContain('  20 more, 210MB; -v lists them');
    const verbose = planText(many, { isVerbose: true, paint: plainPaint });
    expect(rows(verbose)).toHaveLength(31);
    expect(verbose).toMatch(/ 30MB +r29 RUN /);
    expect(verbose).toMatch(/This stays\n1 cache record, 1MB\n {2}1MB {3}r RUN x {3}in use/);
  });

  test('names who holds what it cannot free, as far as that is known, unless the holder goes too', () => {
    const holder = { name: 'base:1', confidence: 'likely', goes: false } as const;
    const held = { ...drafted, kept: [{ ...kept[0], why: 'shared' }], holdersOf: () => [holder] } as const;
    const style = { isVerbose: true, paint: plainPaint };
    expect(planText(held, style)).toMatch(/no build uses it, probably held by base:1/);
    expect(planText(held, style)).toMatch(/r RUN x {3}.*, probably held by base:1/);
    const goes = { ...held, holdersOf: () => [{ ...holder, goes: true }] };
    expect(planText(goes, style)).not.toContain('base:1');
    const sums = { ...plan, kept: [{ kind: 'record', why: 'shared', count: 1, sizeBytes: 1 }] } as const;
    expect(planText({ ...held, plan: sums })).toMatch(/1 cache record {3}1B {3}.*, probably held by base:1/);
  });

  test('of a preset of one’s own bears its name', () => {
    const own = { ...plan, options: { ...plan.options, preset: 'custom-1' }, presetName: 'Nightly' } as const;
    expect(planText({ ...drafted, plan: own })).toMatch(/^Nightly: this goes/);
  });

  test('is one document for programs, with what stays', () => {
    expect(planDocument(drafted)).toMatchObject({
      schemaVersion: 1,
      preset: 'deep',
      items: [
        { kind: 'image', id: 'sha256:abcdefabcdef0000', name: 'app:1', why: 'unused-image' },
        { kind: 'record', id: 'm', sizeBytes: 7_000_000 },
      ],
      kept: [{ kind: 'record', id: 'r', name: 'RUN x', sizeBytes: 1_000_000, why: 'in-use' }],
      predicted: { engineBytes: 7_000_000, diskBytes: { certain: 7_000_000, possible: 7_000_000 } },
      irrecoverableKinds: ['image'],
    });
  });

  test('of nothing says so', () => {
    expect(planText({ ...drafted, plan: planOf({}, { preset: 'deep' }), kept: [] })).toBe(
      'Nothing to clean.',
    );
  });
});

describe('a receipt', () => {
  test('tells what is back first, then the engine’s account, then what stayed and why', () => {
    expect(receiptText(receipt).split('\n')).toEqual([
      '2MB freed for certain, by Bilge’s account.',
      '1 item deleted, 2MB by the engine’s account.',
      '1 kept, in use: app:1',
      'Partly done, 1.5s.',
      'Run it again to take what could not go now.',
    ]);
  });

  test('shows the disk’s real change where it is known, even when others wrote meanwhile', () => {
    expect(receiptText({ ...receipt, diskBytes: -1_000 })).toMatch(/^The disk has −1kB more\.\n2MB freed/);
  });

  test('ends the JSON stream with null for what is not known', () => {
    expect(receiptDocument(receipt)).toMatchObject({
      event: 'receipt',
      diskBytes: null,
      problem: null,
      skipped: [{ why: 'in-use' }],
    });
  });
});

describe('the history', () => {
  test('is a table, newest first as it comes', () => {
    const rows = historyText([{ ...receipt, diskBytes: 3_000_000 }, receipt], '')
      .split('\n')
      .map((line) => line.replaceAll(/ {2,}/g, ' | '));
    expect(rows[0]).toBe('WHEN | CLEAN | STARTED | OUTCOME | BACK ON DISK | ITEMS | TOOK');
    expect(rows[1]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d \| Deep clean \| command line \| Partly done \| 3MB \| 1 \| 1\.5s$/,
    );
    expect(rows[2]).toContain('| 2MB |');
  });

  test('says when there is none, and when none names what was looked for', () => {
    expect(historyText([], '')).toBe('No clean yet.');
    expect(historyText([], 'app')).toBe('No receipt names app.');
  });

  test('tells how the cache grew, once there is a day to tell of', () => {
    const points = [{ atMs: 0, bytes: 24_100_000_000 }];
    expect(cacheGrowthText({ points, dayGrowthBytes: 6_200_000_000 })).toMatch(
      /^Build cache: 24\.1GB at .+, \+6\.2GB in 24 hours$/,
    );
    expect(cacheGrowthText({ points, dayGrowthBytes: undefined })).toBeUndefined();
  });
});

test('columns line up in Chinese and Korean too', () => {
  expect(
    table(
      [
        ['构建缓存', '1'],
        ['a', '22'],
      ],
      [1],
    ),
  ).toBe('构建缓存    1\na          22');
});
