/** The end of `bilge clean`: the receipt, in words or as the last line of the JSON stream. */

import { dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { KeepReason, Receipt } from '../../shared/plan.ts';
import { itemsWord, keepWord, outcomeWord, problemWord } from '../../shared/words.ts';
import { plainText } from './plain-text.ts';

/** The last object of `bilge clean --json`. */
export function receiptDocument(receipt: Receipt): Readonly<Record<string, unknown>> {
  const { deleted, engineBytes, freedBytes, diskBytes, durationMs, outcome, problem } = receipt;
  return {
    event: 'receipt',
    schemaVersion: 1,
    outcome,
    problem: problem ?? null,
    deleted,
    skipped: receipt.skipped.map(({ kind, id, why }) => ({ kind, id, why })),
    engineBytes,
    freedBytes,
    diskBytes: diskBytes ?? null,
    durationMs,
  };
}

/** The disk's real change first, then the engine's account, then what stayed and why. */
export function receiptText(receipt: Receipt): string {
  const { deleted, skipped, engineBytes, freedBytes, diskBytes, durationMs, outcome, problem } = receipt;
  const seconds = (durationMs / 1000).toFixed(1);
  return [
    `${outcomeWord(outcome)}.${problem === undefined ? '' : ` ${problemWord(problem)}`}`,
    diskBytes === undefined
      ? m.cli_receipt_freed({ size: dockerSize(freedBytes) })
      : m.cli_receipt_disk({ size: signedSize(diskBytes) }),
    m.cli_receipt_engine({ size: dockerSize(engineBytes), count: deleted.length, seconds }),
    ...skippedByReason(receipt).map(([why, names]) =>
      m.cli_receipt_skipped({
        count: names.length,
        why: keepWord(why),
        names: plainText(names.join(', '), 120),
      }),
    ),
    ...(skipped.length === 0 ? [] : [m.cli_receipt_again()]),
  ].join('\n');
}

function skippedByReason({ skipped }: Receipt): readonly (readonly [KeepReason, readonly string[]])[] {
  const reasons = new Map<KeepReason, string[]>();
  for (const { why, kind, id, name } of skipped) {
    const label = kind === 'record' ? id : plainText(name, 40);
    reasons.set(why, [...(reasons.get(why) ?? []), label]);
  }
  return [...reasons];
}

/** Something else may have written meanwhile: then the disk has less, and the receipt says so. */
function signedSize(bytes: number): string {
  return bytes < 0 ? `−${dockerSize(-bytes)}` : dockerSize(bytes);
}

/** What is under way, in one line. */
export function progressText(
  kind: Receipt['deleted'][number]['kind'],
  doneItems: number,
  totalItems: number,
  doneBytes: number,
): string {
  return m.cli_progress({
    items: itemsWord(kind, totalItems),
    done: doneItems,
    total: totalItems,
    size: dockerSize(doneBytes),
  });
}
