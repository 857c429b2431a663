import { appendFile, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deletedItem } from '../../shared/plan.ts';
import { FileJournal } from '../../electron/host/journal.ts';
import { JOURNAL_SIZE_BYTES } from '../../electron/host/journal-slots.ts';
import { childProgram } from './child-program.ts';
import { RememberingLog } from './remembering-log.ts';
import { aPlan, aReceipt } from './sample-plan.ts';
import { tempFolder } from './temp-folder.ts';

const STARTED_AT_MS = 1_700_000_000_500;

async function aJournal() {
  const stateDir = await tempFolder();
  const log = new RememberingLog();
  const reopened = (): FileJournal => new FileJournal(stateDir, log);
  return { stateDir, log, reopened, journal: reopened(), path: join(stateDir, 'journal-1.jsonl') };
}

describe('the journal', () => {
  it('files a receipt once a clean has finished', async () => {
    const { journal, reopened } = await aJournal();
    const plan = aPlan();
    await journal.begin(plan, 'window', STARTED_AT_MS);
    await journal.step({ deleted: plan.items.map(deletedItem), skipped: [], workedMs: 100 });
    await journal.finish(aReceipt(plan));
    expect(await reopened().receipts(10)).toEqual([aReceipt(plan)]);
    expect(await reopened().unfinished()).toBeUndefined();
  });

  it('files the receipt of a clean that ended before it began', async () => {
    const { journal, reopened } = await aJournal();
    const refused = aReceipt(aPlan(), { outcome: 'refused', problem: 'build-runs', deleted: [] });
    await journal.file(refused);
    expect(await reopened().receipts(10)).toEqual([refused]);
    expect(await reopened().unfinished()).toBeUndefined();
  });

  it('gives receipts newest first, as many as asked for', async () => {
    const { journal } = await aJournal();
    for (const startedAtMs of [1000, 2000, 3000]) {
      const plan = aPlan({ id: `plan-${startedAtMs}` });
      await journal.begin(plan, 'schedule', startedAtMs);
      await journal.finish(aReceipt(plan, { startedAtMs }));
    }
    expect((await journal.receipts(2)).map(({ startedAtMs }) => startedAtMs)).toEqual([3000, 2000]);
  });

  it('keeps its space paid for between cleans', async () => {
    const { journal, path } = await aJournal();
    await journal.prepare();
    const isPaid = async (): Promise<boolean> => (await stat(path)).blocks * 512 >= JOURNAL_SIZE_BYTES;
    expect(await isPaid()).toBe(true);
    const plan = aPlan({ itemCount: 20_000 });
    await journal.begin(plan, 'window', STARTED_AT_MS);
    expect((await stat(path)).size).toBeGreaterThan(JOURNAL_SIZE_BYTES);
    await journal.finish(aReceipt(plan));
    expect((await stat(path)).size).toBe(JOURNAL_SIZE_BYTES);
    expect(await isPaid()).toBe(true);
  });

  it('says nothing of a clean that another process is running', async () => {
    const { journal, reopened } = await aJournal();
    await journal.begin(aPlan(), 'window', STARTED_AT_MS);
    expect(await reopened().unfinished()).toBeUndefined();
    await reopened().acknowledge();
    await journal.finish(aReceipt(aPlan()));
    expect(await reopened().receipts(10)).toEqual([aReceipt(aPlan())]);
  });

  it('records two cleans at once', async () => {
    const { journal, reopened } = await aJournal();
    const [one, two] = [aPlan({ id: 'one' }), aPlan({ id: 'two' })];
    const other = reopened();
    await journal.begin(one, 'window', 1000);
    await other.begin(two, 'command-line', 2000);
    await journal.finish(aReceipt(one, { startedAtMs: 1000 }));
    await other.finish(aReceipt(two, { startedAtMs: 2000 }));
    expect((await journal.receipts(10)).map(({ planId }) => planId)).toEqual(['two', 'one']);
  });

  it('refuses to mix two cleans in one', async () => {
    const { journal } = await aJournal();
    await journal.begin(aPlan(), 'window', STARTED_AT_MS);
    await expect(journal.begin(aPlan(), 'window', STARTED_AT_MS)).rejects.toThrow();
    await journal.finish(aReceipt(aPlan()));
    await expect(journal.step({ deleted: [], skipped: [], workedMs: 100 })).rejects.toThrow();
  });

  it('passes over damaged lines of the history', async () => {
    const { journal, stateDir } = await aJournal();
    await journal.begin(aPlan(), 'window', STARTED_AT_MS);
    await journal.finish(aReceipt(aPlan()));
    await appendFile(join(stateDir, 'receipts.jsonl'), '{"planId":"to');
    expect(await journal.receipts(10)).toHaveLength(1);
  });

  it('remembers when the schedule last ran', async () => {
    const { journal, reopened, stateDir } = await aJournal();
    await journal.prepare();
    expect(await journal.lastScheduledRunMs()).toBeUndefined();
    await journal.noteScheduledRun(STARTED_AT_MS);
    await reopened().prepare();
    expect(await reopened().lastScheduledRunMs()).toBe(STARTED_AT_MS);
    await writeFile(join(stateDir, 'last-scheduled-run'), '17000');
    expect(await reopened().lastScheduledRunMs()).toBeUndefined();
  });
});

describe('the journal of a clean that was killed', () => {
  const cleanAndHang = childProgram('clean-and-hang');

  async function killed() {
    const parts = await aJournal();
    const child = cleanAndHang(parts.stateDir);
    expect(await child.nextLine()).toBe('one step done');
    expect(await parts.journal.unfinished()).toBeUndefined();
    await child.kill();
    return parts;
  }

  it('tells the plan and what was done', async () => {
    const { journal } = await killed();
    const plan = aPlan();
    expect(await journal.unfinished()).toMatchObject({
      plan: JSON.parse(JSON.stringify(plan)) as unknown,
      source: 'command-line',
      startedAtMs: STARTED_AT_MS,
      deleted: [deletedItem(plan.items[0]!)],
      skipped: [],
    });
  });

  it('becomes an interrupted receipt once seen', async () => {
    const { journal } = await killed();
    await journal.acknowledge();
    expect(await journal.unfinished()).toBeUndefined();
    expect(await journal.receipts(10)).toMatchObject([
      { planId: 'plan-1', engine: { id: 'an-engine' }, outcome: 'interrupted', engineBytes: 1000 },
    ]);
  });

  it('becomes an interrupted receipt when another clean begins unseen', async () => {
    const { journal } = await killed();
    const next = aPlan({ id: 'plan-2' });
    await journal.begin(next, 'window', STARTED_AT_MS + 1);
    await journal.finish(aReceipt(next, { startedAtMs: STARTED_AT_MS + 1 }));
    expect((await journal.receipts(10)).map(({ outcome }) => outcome)).toEqual(['done', 'interrupted']);
  });

  it('is read up to a torn last line, and goes on after it', async () => {
    const { journal, path } = await killed();
    const endBytes = (await readFile(path)).indexOf(0);
    const file = await open(path, 'r+');
    await file.write('{"deleted":[1', endBytes);
    await file.close();
    expect((await journal.unfinished())?.deleted).toHaveLength(1);
    await journal.acknowledge();
    expect(await journal.receipts(10)).toMatchObject([
      { outcome: 'interrupted', deleted: [{ id: 'record-0' }] },
    ]);
  });
});
