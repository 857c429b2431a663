import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bilge } from '../../electron/core/bilge.ts';
import type { BrowseFilter, BrowseKind, BrowsePage, Marked } from '../../shared/browse.ts';
import { MARKED_PRESET } from '../../shared/clean-options.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { PlanSummary } from '../../shared/plan-sheet.ts';
import type { Receipt } from '../../shared/plan.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { fill } from './fill.ts';
import { contentsOf, type EngineContents } from './inventory.ts';
import { startBilge, until } from './real-bilge.ts';

const filterOf = (kind: BrowseKind, given: Partial<BrowseFilter> = {}): BrowseFilter => ({
  kind,
  text: '',
  view: 'all',
  ...given,
});

describe.each(dockerEngines)('what was marked in lists of %s', (name) => {
  let rig: RigEngine;
  let bilge: Bilge;
  const home = mkdtempSync(join(tmpdir(), 'bilge-marked-'));

  beforeAll(async () => {
    process.env['BILGE_HOME'] = home;
    rig = await startEngine(name);
    await fill(rig, 'shared');
    bilge = await startBilge(rig);
    await until(bilge, ({ engine }) => engine.kind === 'ready');
    await bilge.monitor.refresh();
  });
  afterAll(async () => {
    await bilge.close();
    await rig.dispose();
    rmSync(home, { recursive: true });
  });

  type Page = Extract<BrowsePage, { kind: 'page' }>;
  function page(filter: BrowseFilter): Page {
    const answer = bilge.commands.browsing.page({ filter, sort: 'name', isDescending: false, offset: 0 });
    if (answer.kind !== 'page') throw new Error('nothing was read');
    return answer;
  }

  function rowOf(kind: BrowseKind, text: string): number {
    const [row, ...others] = page(filterOf(kind, { text })).rows;
    if (row === undefined || others.length > 0) throw new Error(`${others.length} others are ${text}`);
    return row.row;
  }

  async function planned(marked: Marked): Promise<PlanSummary> {
    const answer = await bilge.commands.browsing.planMarked(marked);
    if (answer.kind !== 'plan') throw new Error(`no plan but ${answer.kind}`);
    return answer.plan;
  }

  async function cleaned(planId: string): Promise<Receipt> {
    const { commands } = bilge;
    expect(await commands.cleaning.execute(planId, false, m.word_confirm_delete())).toEqual({
      kind: 'started',
    });
    // The images were made just now, which counts as a build.
    commands.cleaning.insist();
    await until(bilge, ({ lastReceipt }) => lastReceipt?.planId === planId);
    await bilge.monitor.refresh();
    const receipt = await commands.receipts.one(planId);
    if (receipt === undefined) throw new Error('no receipt');
    return receipt;
  }

  async function goneSince(before: EngineContents): Promise<readonly string[]> {
    const after = await contentsOf(rig);
    return (['containers', 'images', 'volumes', 'networks'] as const).flatMap((kind) =>
      before[kind].filter((each) => !after[kind].includes(each)),
    );
  }

  test('goes, but for what runs, and nothing else does', async () => {
    const before = await contentsOf(rig);
    const rows = [rowOf('container', 'stopped'), rowOf('container', 'running'), rowOf('volume', 'precious')];
    const plan = await planned({ kind: 'rows', rows });
    expect(plan.needsTypedWord).toBe(true);
    expect(plan.kept).toMatchObject([{ kind: 'container', why: 'in-use', count: 1 }]);
    const receipt = await cleaned(plan.id);
    expect(receipt).toMatchObject({ preset: MARKED_PRESET, outcome: 'done', skipped: [] });
    expect(await goneSince(before)).toEqual(['/stopped', 'precious']);
    expect((await contentsOf(rig)).records).toEqual(before.records);
  });

  test('goes as a whole Compose project, and leaves what others use', async () => {
    const label = ['--label', 'com.docker.compose.project=shop'];
    await rig.docker(['volume', 'create', ...label, 'shop-data']);
    const image = (await rig.docker(['inspect', '--format', '{{.Config.Image}}', 'running'])).trim();
    await rig.docker([
      'create',
      '--name',
      'shop-api',
      ...label,
      '--volume',
      'shop-data:/data',
      image,
      'true',
    ]);
    await bilge.monitor.refresh();
    const before = await contentsOf(rig);
    const plan = await planned({ kind: 'whole', row: rowOf('project', 'shop') });
    expect(plan.needsTypedWord).toBe(true);
    expect(plan.kept).toMatchObject([{ kind: 'image', count: 1 }]);
    const receipt = await cleaned(plan.id);
    expect(receipt).toMatchObject({ outcome: 'done', skipped: [] });
    expect(await goneSince(before)).toEqual(['/shop-api', 'shop-data']);
  });

  test('goes by a filter as the list said: these records, and these bytes', async () => {
    const before = await contentsOf(rig);
    const filter = filterOf('record', { view: 'frees-now' });
    const listed = page(filter);
    expect(listed.total).toBeGreaterThan(0);
    const plan = await planned({ kind: 'found', filter });
    expect(plan.predicted.diskBytes.certain).toBe(listed.freesBytes);
    const receipt = await cleaned(plan.id);
    expect(receipt.deleted).toHaveLength(listed.total);
    expect(receipt.engineBytes).toBe(listed.sizeBytes);
    const deleted = new Set(receipt.deleted.map(({ id }) => id));
    expect((await contentsOf(rig)).records).toEqual(before.records.filter((id) => !deleted.has(id)));
    expect(await goneSince(before)).toEqual([]);
    expect(page(filter).total).toBe(0);
  });

  test('goes with all that was made from it, and frees what its row said', async () => {
    const before = await contentsOf(rig);
    const row = page(filterOf('record')).rows.find(
      (each) => each.kind === 'record' && each.canMark && each.childCount > 0,
    );
    if (row?.kind !== 'record') throw new Error('no record has another made from it');
    const plan = await planned({ kind: 'whole', row: row.row });
    expect(plan.kept).toEqual([]);
    expect(plan.predicted.diskBytes.certain).toBe(row.freesBytes);
    const receipt = await cleaned(plan.id);
    expect(receipt.deleted.length).toBeGreaterThan(1);
    expect(receipt).toMatchObject({ outcome: 'done', skipped: [], engineBytes: row.treeBytes });
    expect(await goneSince(before)).toEqual([]);
  });
});
