/** Finds receipts by what people remember of a clean: how it was called, how it ended, what went. */

import type { Receipt } from '../../../shared/plan.ts';
import { outcomeWord, presetWord } from '../../../shared/words.ts';

/** Whatever the case, in the same order; an empty query finds all. */
export function findReceipts(receipts: readonly Receipt[], query: string): readonly Receipt[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return receipts;
  return receipts.filter((receipt) => textsOf(receipt).some((text) => text.toLowerCase().includes(wanted)));
}

function textsOf({ preset, presetName, outcome, deleted, skipped, engine }: Receipt): readonly string[] {
  return [
    presetWord(preset, presetName),
    outcomeWord(outcome),
    engine?.builder?.name ?? '',
    ...deleted.flatMap(({ name, id, references = [] }) => [name, id, ...references]),
    ...skipped.flatMap(({ name, id }) => [name, id]),
  ];
}
