/** Every part of the bench, one after the other, and then the table. */

import { deepCleanRows } from './deep-clean.ts';
import { hugeListsRows } from './huge-lists.ts';
import { trayInDesktopRows } from './tray-in-desktop.ts';
import { manyRecordsRows } from './many-records.ts';
import { printRows, type Row } from './rows.ts';
import { startUpRows } from './start-up.ts';
import { trayRefreshRows } from './tray-refresh.ts';

const parts: readonly { readonly says: string; readonly rows: () => Promise<readonly Row[]> }[] = [
  { says: 'tray refresh on a real engine (one minute)', rows: trayRefreshRows },
  { says: 'deep clean against docker’s own (half an hour)', rows: deepCleanRows },
  { says: '100,000 records (ten seconds)', rows: manyRecordsRows },
  { says: 'the window on a huge engine (two minutes)', rows: hugeListsRows },
  { says: 'start of the command line (ten seconds)', rows: startUpRows },
  { says: 'Bilge and a bare tray in a real desktop (two minutes)', rows: trayInDesktopRows },
];

export async function runBench(): Promise<void> {
  const rows: Row[] = [];
  for (const { says, rows: measure } of parts) {
    console.log(`bench: ${says}`);
    rows.push(...(await measure()));
  }
  printRows(rows);
}
