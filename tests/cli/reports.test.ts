import { describe, expect, test } from 'vitest';
import { dfText } from '../../electron/cli/df-report.ts';
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
    const lines = dfText({ facts: someFacts, identity, inventory, disk: undefined, protectRules: [] }, true)
      .split('\n')
      .map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    expect(lines[0]).toBe('box, Docker 28.5.2, unix:///var/run/docker.sock');
    expect(lines).toContain('Build cache | 2 | 0 | 5MB | 5MB');
    expect(lines).toContain('frees now | 5MB');
    expect(lines).toContain('shared with images | 3MB');
  });
});

describe('a plan', () => {
  const plan = planOf(
    {
      images: [anImage({ id: 'sha256:abcdefabcdef0000', references: ['app:1'] })],
      records: [aRecord({ id: 'r', isInUse: true })],
    },
    { preset: 'deep' },
  );

  test('names each item with its reason, and what stays', () => {
    const text = planText(plan);
    expect(text).toContain('1 image, 0B');
    expect(text).toMatch(/0B {3}app:1 {3}no container uses it/);
    expect(text).toMatch(/1 cache record {3}1MB {3}in use/);
  });

  test('is one document for programs', () => {
    expect(planDocument(plan)).toMatchObject({
      schemaVersion: 1,
      preset: 'deep',
      items: [{ kind: 'image', id: 'sha256:abcdefabcdef0000', name: 'app:1', why: 'unused-image' }],
      predicted: { engineBytes: 0, diskBytes: { certain: 0, possible: 0 } },
    });
  });

  test('of nothing says so', () => {
    expect(planText(planOf({}, { preset: 'deep' }))).toBe('Nothing to clean.');
  });
});

describe('a receipt', () => {
  test('tells what is back first, then the engine’s account, then what stayed and why', () => {
    expect(receiptText(receipt).split('\n')).toEqual([
      'Partly done.',
      '2MB are certain to be back on the disk.',
      '1 item deleted in 1.5 s, 2MB by the engine’s account.',
      '1 kept, in use: app:1',
      'Run it again to take what could not go now.',
    ]);
  });

  test('shows the disk’s real change where it is known, even when others wrote meanwhile', () => {
    expect(receiptText({ ...receipt, diskBytes: -1_000 })).toContain('The disk has −1kB more.');
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
