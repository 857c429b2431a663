/** What main tells a window of a hostile engine has an end, and none of it gets into the log. */

import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowseKind, type BrowseFilter, type BrowseRow } from '../../shared/browse.ts';
import { requests } from '../../shared/contract.ts';
import { PlanGroupKind } from '../../shared/plan-sheet.ts';
import { hostileTexts, MARK } from '../fakes/hostile-engine.ts';
import { startHostileCore, type HostileCore } from '../fakes/hostile-core.ts';
import { until } from '../rig/real-bilge.ts';

const MOST_IN_ROW = 500;
const MOST_IN_DETAILS = 20_000;

let core: HostileCore;
beforeAll(async () => {
  core = await startHostileCore();
}, 60_000);
afterAll(() => core.close());

const everything = (kind: BrowseKind): BrowseFilter => ({ kind, text: '', view: 'all' });

async function rowsOf(kind: BrowseKind): Promise<readonly BrowseRow[]> {
  const query = { filter: everything(kind), sort: 'name', isDescending: false, offset: 0 } as const;
  const page = await core.handlers.browse(query);
  if (page.kind !== 'page') throw new Error('nothing was read');
  return page.rows;
}

/** The longest text anywhere in an answer. */
function longestText(answer: unknown): number {
  if (typeof answer === 'string') return answer.length;
  if (typeof answer !== 'object' || answer === null) return 0;
  const parts = Object.entries(answer).flat();
  return parts.reduce<number>((longest, part) => Math.max(longest, longestText(part)), 0);
}

describe('lists', () => {
  test.each(BrowseKind.options)('of every %s carry texts that end', async (kind) => {
    const rows = await rowsOf(kind);
    expect(rows.length).toBeGreaterThanOrEqual(hostileTexts.length);
    expect(JSON.stringify(rows)).toContain(MARK);
    expect(longestText(rows)).toBeLessThanOrEqual(MOST_IN_ROW);
  });

  test('can be asked for by the type of every record', async () => {
    for (const row of await rowsOf('record')) {
      const filter = { ...everything('record'), type: row.kind === 'record' ? row.type : '' };
      expect(v.is(requests.browse.input, { filter, sort: 'name', isDescending: false, offset: 0 })).toBe(
        true,
      );
    }
  });

  test.each(BrowseKind.options)('and so do the details of every %s', async (kind) => {
    for (const { row } of await rowsOf(kind)) {
      const details = await core.handlers.itemDetails({ row });
      expect(details?.kind).toBe(kind);
      expect(longestText(details)).toBeLessThanOrEqual(MOST_IN_DETAILS);
    }
  });

  test('and so do the tree, the map, and what changed', async () => {
    const filter = everything('record');
    const answers = [
      await core.handlers.recordTree({ filter, parent: null, offset: 0 }),
      await core.handlers.recordMap(filter),
      await core.handlers.changes({ since: 'day' }),
      await core.handlers.builders({ measures: true }),
      await core.handlers.protectedNow(undefined),
    ];
    expect(longestText(answers)).toBeLessThanOrEqual(MOST_IN_ROW);
  });

  test.each(hostileTexts.map((text) => text.slice(0, 100)))('find what is typed, %j', async (text) => {
    const filter = { kind: 'volume', text, view: 'all' } as const;
    const page = await core.handlers.browse({ filter, sort: 'size', isDescending: true, offset: 0 });
    expect(page.kind === 'page' && page.total).toBeGreaterThan(0);
  });
});

test('a plan, its clean and its receipt carry texts that end, and the log carries none', async () => {
  const answer = await core.handlers.createPlan({ preset: 'deep' });
  if (answer.kind !== 'plan') throw new Error(`no plan: ${answer.kind}`);
  const { id: planId } = answer.plan;
  for (const list of ['goes', 'stays'] as const)
    for (const kind of PlanGroupKind.options) {
      const page = await core.handlers.planPage({ planId, list, kind, offset: 0 });
      expect(longestText(page)).toBeLessThanOrEqual(MOST_IN_ROW);
    }
  await core.handlers.executePlan({ planId, fromNowOnAtOnce: false, typedWord: '' });
  await core.handlers.insistCleaning(undefined);
  await until(core.bilge, ({ lastReceipt }) => lastReceipt !== undefined);
  const receipt = await core.handlers.receipt({ planId });
  expect(JSON.stringify(receipt)).toContain(MARK);
  await core.handlers.pullOffers({ planId });
  expect((await core.handlers.receipts({ query: MARK, offset: 0 })).total).toBe(1);
  await core.handlers.exportReceipts({ format: 'csv' });
  await core.bilge.monitor.refresh();
  expect(core.logged()).not.toContain(MARK);
}, 60_000);
