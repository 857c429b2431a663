/** Every part of the bench, or those named, one after the other, and then the table. */

import { deepCleanRows } from './deep-clean.ts';
import { hugeListsRows } from './huge-lists.ts';
import { trayInDesktopRows } from './tray-in-desktop.ts';
import { manyRecordsRows } from './many-records.ts';
import { popoverRows } from './popover.ts';
import { printRows, type Row } from './rows.ts';
import { startUpRows } from './start-up.ts';
import { trayRefreshRows } from './tray-refresh.ts';

interface Part {
  readonly says: string;
  readonly rows: () => Promise<readonly Row[]>;
}

const parts: Readonly<Record<string, Part>> = {
  'tray-refresh': { says: 'tray refresh on a real engine (one minute)', rows: trayRefreshRows },
  'deep-clean': { says: 'deep clean against docker’s own (half an hour)', rows: deepCleanRows },
  'many-records': { says: '100,000 records (ten seconds)', rows: manyRecordsRows },
  'huge-lists': { says: 'the window on a huge engine (two minutes)', rows: hugeListsRows },
  'start-up': { says: 'start of the command line (ten seconds)', rows: startUpRows },
  popover: { says: 'the popover in a real desktop (half a minute)', rows: popoverRows },
  'tray-in-desktop': {
    says: 'Bilge and a bare tray in a real desktop (five minutes)',
    rows: trayInDesktopRows,
  },
};

/** All parts where none is named. Fails before anything is measured where a name is not one of them. */
export async function runBench(named: readonly string[]): Promise<void> {
  const wanted = named.length === 0 ? Object.values(parts) : named.map(partOf);
  const rows: Row[] = [];
  for (const { says, rows: measure } of wanted) {
    console.log(`bench: ${says}`);
    rows.push(...(await measure()));
  }
  printRows(rows);
}

function partOf(name: string): Part {
  const part = parts[name];
  if (part === undefined)
    throw new Error(`no such part: ${name} (there are ${Object.keys(parts).join(', ')})`);
  return part;
}
