/** Receipts as a JSON document for other programs. */

import type { Receipt } from '../../../shared/plan.ts';

/** Bytes are integers, times epoch ms; what is not known is null. */
export function receiptsJson(receipts: readonly Receipt[]): string {
  const document = { schemaVersion: 1, receipts: receipts.map(receiptRow) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function receiptRow({ deleted, skipped, diskBytes, problem, ...receipt }: Receipt): object {
  return { ...receipt, diskBytes: diskBytes ?? null, problem: problem ?? null, deleted, skipped };
}
