/** The end of `bilge clean`: the receipt, in words or as the last line of the JSON stream. */

import { dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { KeepReason, Receipt } from '../../shared/plan.ts';
import { keepWord, outcomeWord, problemWord } from '../../shared/words.ts';
import { inBuilder } from './in-builder.ts';
import { plainText } from './plain-text.ts';
import { shortDuration } from './short-duration.ts';
import { signedSize } from './signed-size.ts';

/** The last object of `bilge clean --json`. */
export function receiptDocument(receipt: Receipt): Readonly<Record<string, unknown>> {
  const { deleted, engineBytes, freedBytes, diskBytes, durationMs, outcome, problem } = receipt;
  return {
    event: 'receipt',
    schemaVersion: 1,
    ...(receipt.engine?.builder && { builder: receipt.engine.builder.name }),
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

/** The disk's real change first, then our account, then the engine's, then what stayed and why. */
export function receiptText(receipt: Receipt): string {
  const { deleted, engineBytes, freedBytes, diskBytes, durationMs, outcome, problem } = receipt;
  return [
    ...(diskBytes === undefined ? [] : [m.cli_receipt_disk({ size: signedSize(diskBytes) })]),
    m.cli_receipt_freed({ size: dockerSize(freedBytes) }),
    m.cli_receipt_engine({ size: dockerSize(engineBytes), count: deleted.length }),
    ...skippedByReason(receipt).map(([why, names]) =>
      m.cli_receipt_skipped({
        count: names.length,
        why: keepWord(why),
        names: plainText(names.join(', '), 120),
      }),
    ),
    inBuilder(
      receipt.engine,
      m.cli_receipt_outcome({ outcome: outcomeWord(outcome), time: shortDuration(durationMs) }),
    ),
    ...(problem === undefined ? [] : [problemWord(problem)]),
    ...(outcome === 'partly' || outcome === 'stopped' ? [m.cli_receipt_again()] : []),
  ].join('\n');
}

function skippedByReason({ skipped }: Receipt): readonly (readonly [KeepReason, readonly string[]])[] {
  const reasons = new Map<KeepReason, string[]>();
  for (const { why, kind, id, name } of skipped) {
    const label = kind === 'record' ? id : plainText(name, 40);
    const names = reasons.get(why);
    if (names === undefined) reasons.set(why, [label]);
    else names.push(label);
  }
  return [...reasons];
}
