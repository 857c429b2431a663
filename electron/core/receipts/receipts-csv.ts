/** Receipts as a table for spreadsheets (RFC 4180): one row an item, one for a clean that touched nothing. */

import type { Receipt } from '../../../shared/plan.ts';

type Cell = string | number | undefined;

const COLUMNS = [
  'planId',
  'startedAtMs',
  'durationMs',
  'preset',
  'presetName',
  'source',
  'outcome',
  'problem',
  'engineBytes',
  'freedBytes',
  'diskBytes',
  'result',
  'kind',
  'id',
  'name',
  'sizeBytes',
  'freesBytes',
  'why',
] as const;

const NO_ITEM: readonly Cell[] = ['', '', '', '', '', '', ''];

/** A spreadsheet takes what begins so for a formula, full-width signs included, and names are hostile (OWASP, "CSV Injection"). */
const looksLikeFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

export function receiptsCsv(receipts: readonly Receipt[]): string {
  const rows = receipts.flatMap((receipt) => {
    const clean = cleanCells(receipt);
    return itemCells(receipt).map((item) => [...clean, ...item]);
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cleanCells(receipt: Receipt): readonly Cell[] {
  return [
    receipt.planId,
    receipt.startedAtMs,
    receipt.durationMs,
    receipt.preset,
    receipt.presetName,
    receipt.source,
    receipt.outcome,
    receipt.problem,
    receipt.engineBytes,
    receipt.freedBytes,
    receipt.diskBytes,
  ];
}

function itemCells({ deleted, skipped }: Receipt): readonly (readonly Cell[])[] {
  const items = [
    ...deleted.map(({ kind, id, name, sizeBytes, freesBytes }): readonly Cell[] => {
      return ['deleted', kind, id, name, sizeBytes, freesBytes, ''];
    }),
    ...skipped.map(({ kind, id, name, why }): readonly Cell[] => {
      return ['skipped', kind, id, name, '', '', why];
    }),
  ];
  return items.length === 0 ? [NO_ITEM] : items;
}

/** A terminal that shows the table would obey these. */
// eslint-disable-next-line no-control-regex -- exactly the characters that must not reach it
const terminalControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Spreadsheets of some languages part fields at semicolons, so what holds one is quoted too. */
function cell(value: Cell): string {
  if (typeof value !== 'string') return String(value ?? '');
  const text = value.replace(terminalControls, ' ');
  const harmless = looksLikeFormula.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
