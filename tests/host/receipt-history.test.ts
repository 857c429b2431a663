import { appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addReceipts,
  HISTORY_SIZE_BYTES,
  readReceipts,
  RECEIPTS_KEPT,
} from '../../electron/host/receipt-history.ts';
import { aPlan, aReceipt } from './sample-plan.ts';
import { tempFolder } from './temp-folder.ts';

const numbered = (number: number, itemCount = 0) => aReceipt(aPlan({ id: `plan-${number}`, itemCount }));
const idsOf = async (path: string) => (await readReceipts(path)).map(({ planId }) => planId);

async function aPath(): Promise<string> {
  return join(await tempFolder(), 'receipts.jsonl');
}

describe('the history of receipts', () => {
  it('is empty at first', async () => {
    expect(await readReceipts(await aPath())).toEqual([]);
  });

  it('keeps the newest thousand', async () => {
    const path = await aPath();
    await addReceipts(
      path,
      Array.from({ length: RECEIPTS_KEPT }, (_, number) => numbered(number)),
    );
    await addReceipts(path, [numbered(RECEIPTS_KEPT)]);
    const ids = await idsOf(path);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([RECEIPTS_KEPT, 'plan-1', `plan-${RECEIPTS_KEPT}`]);
  });

  it('drops the oldest when receipts are long, but never the newest', async () => {
    const path = await aPath();
    for (const number of [1, 2, 3]) await addReceipts(path, [numbered(number, 75_000)]);
    expect(await idsOf(path)).toEqual(['plan-2', 'plan-3']);
    expect((await stat(path)).size).toBeLessThanOrEqual(HISTORY_SIZE_BYTES);
    await addReceipts(path, [numbered(4, 250_000)]);
    expect(await idsOf(path)).toEqual(['plan-4']);
  });

  it('takes a receipt once', async () => {
    const path = await aPath();
    await addReceipts(path, [numbered(1)]);
    await addReceipts(path, [numbered(1), numbered(2)]);
    expect(await idsOf(path)).toEqual(['plan-1', 'plan-2']);
  });

  it('passes over lines that make no sense', async () => {
    const path = await aPath();
    await addReceipts(path, [numbered(1)]);
    await appendFile(path, 'null\n{"planId":1}\n{"planId":"to');
    await addReceipts(path, [numbered(2)]);
    expect(await idsOf(path)).toEqual(['plan-1', 'plan-2']);
  });
});
