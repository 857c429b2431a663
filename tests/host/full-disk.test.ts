import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileCleanLock } from '../../electron/host/clean-lock.ts';
import { FileJournal } from '../../electron/host/journal.ts';
import { deletedItem } from '../../shared/plan.ts';
import { CompactSampleFile } from '../../electron/host/sample-file.ts';
import { aPlan, aReceipt } from './sample-plan.ts';
import { RememberingLog } from './remembering-log.ts';

const run = promisify(execFile);
const STARTED_AT_MS = 1_700_000_000_500;
/** Only root may mount. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** A file system of 3 MB of its own. */
async function smallDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bilge-full-'));
  await run('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'bilge-test', folder]);
  onTestFinished(async () => {
    await run('umount', [folder]);
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** Takes every last free block; the result gives them back. */
async function fill(disk: string): Promise<() => Promise<void>> {
  const { bavail, bsize } = await statfs(disk);
  const path = join(disk, 'ballast');
  await writeFile(path, Buffer.alloc(bavail * bsize));
  await expect(writeFile(join(disk, 'one-more'), 'byte')).rejects.toThrow('ENOSPC');
  await rm(join(disk, 'one-more'), { force: true });
  return () => rm(path);
}

describe.runIf(canMount)('with no byte free on the disk', () => {
  async function aFullDisk() {
    const disk = await smallDisk();
    const log = new RememberingLog();
    const journal = new FileJournal(disk, log);
    await journal.prepare();
    return { disk, log, journal, makeRoom: await fill(disk) };
  }

  it('a clean is locked, recorded and told', async () => {
    const { disk, journal, log } = await aFullDisk();
    const plan = aPlan();
    const release = await new FileCleanLock(disk).acquire('an-engine');
    expect(release).toBeDefined();
    await journal.begin(plan, 'tray', STARTED_AT_MS);
    for (const item of plan.items)
      await journal.step({ deleted: [deletedItem(item)], skipped: [], workedMs: 100 });
    await journal.finish(aReceipt(plan));
    await release?.();
    expect(await new FileJournal(disk, log).receipts(10)).toEqual([aReceipt(plan)]);
    expect(log.events).toEqual(['receipt-waits']);
  });

  it('receipts wait in the journal and are filed when there is room', async () => {
    const { journal, makeRoom, disk } = await aFullDisk();
    const cleans = [1000, 2000, 3000].map((startedAtMs) => ({
      plan: aPlan({ id: `plan-${startedAtMs}` }),
      startedAtMs,
    }));
    for (const [index, { plan, startedAtMs }] of cleans.entries()) {
      if (index === 2) await makeRoom();
      await journal.begin(plan, 'tray', startedAtMs);
      await journal.step({ deleted: plan.items.map(deletedItem), skipped: [], workedMs: 100 });
      await journal.finish(aReceipt(plan, { startedAtMs }));
    }
    await rm(join(disk, 'journal-1.jsonl'));
    expect((await journal.receipts(10)).map(({ startedAtMs }) => startedAtMs)).toEqual([3000, 2000, 1000]);
  });

  it('a plan larger than the space is kept without names', async () => {
    const { disk, journal, log } = await aFullDisk();
    const name = 'RUN '.padEnd(1000, 'x');
    const plan = aPlan({ itemCount: 2000 });
    const wordy = { ...plan, items: plan.items.map((item) => ({ ...item, name })) };
    await journal.begin(wordy, 'tray', STARTED_AT_MS);
    await journal.step({ deleted: wordy.items.slice(0, 500).map(deletedItem), skipped: [], workedMs: 100 });
    await journal.finish(aReceipt(wordy, { deleted: [], outcome: 'stopped' }));
    const [receipt] = await new FileJournal(disk, log).receipts(1);
    expect(receipt?.deleted).toHaveLength(500);
    expect(receipt?.deleted[499]).toEqual({
      kind: 'record',
      id: 'record-499',
      name: '',
      sizeBytes: 1499,
      freesBytes: 1499,
    });
  });

  it('a plan larger still is kept without items, and the steps that fit tell the rest', async () => {
    const { disk, journal, log } = await aFullDisk();
    const plan = aPlan({ itemCount: 30_000 });
    await journal.begin(plan, 'tray', STARTED_AT_MS);
    await journal.step({ deleted: plan.items.slice(0, 100).map(deletedItem), skipped: [], workedMs: 100 });
    await journal.step({ deleted: plan.items.slice(100).map(deletedItem), skipped: [], workedMs: 100 });
    await journal.finish(aReceipt(plan));
    expect((await new FileJournal(disk, log).receipts(1))[0]?.deleted).toHaveLength(100);
    expect(log.events).toEqual(['journal-step-lost', 'receipt-waits']);
  });

  it('nothing may begin where no journal was ever prepared', async () => {
    const disk = await smallDisk();
    const makeRoom = await fill(disk);
    const journal = new FileJournal(disk, new RememberingLog());
    await journal.prepare();
    await expect(journal.begin(aPlan(), 'tray', STARTED_AT_MS)).rejects.toThrow('ENOSPC');
    await makeRoom();
    await journal.begin(aPlan(), 'tray', STARTED_AT_MS);
    await journal.finish(aReceipt(aPlan()));
    expect(await journal.receipts(10)).toHaveLength(1);
  });

  it('the schedule still notes its run', async () => {
    const { journal } = await aFullDisk();
    await journal.noteScheduledRun(STARTED_AT_MS);
    expect(await journal.lastScheduledRunMs()).toBe(STARTED_AT_MS);
  });

  it('history has a gap and goes on', async () => {
    const { disk, log, makeRoom } = await aFullDisk();
    const samples = new CompactSampleFile(join(disk, 'samples'), { nowMs: () => 2000 }, log);
    const at = (atMs: number) => ({ atMs, engineKey: 'e', category: 'cache', bytes: atMs }) as const;
    await samples.add([at(1000)]);
    await makeRoom();
    await samples.add([at(2000)]);
    expect(await samples.read('e', 'cache', 0)).toEqual([at(2000)]);
    expect(log.events).toEqual(['samples-not-kept']);
  });
});
