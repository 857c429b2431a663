/** Where a cache record stands, in a word and in a sentence. */

import type { RecordRow } from '../../../shared/browse.ts';
import { m } from '../../../shared/paraglide/messages.js';
import type { RecordStanding } from '../../../shared/usage.ts';

export function standingWord(standing: RecordStanding): string {
  return {
    'frees-now': m.explorer_state_frees_now,
    shared: m.explorer_state_shared,
    'in-use': m.explorer_state_in_use,
    protected: m.explorer_state_protected,
  }[standing]();
}

/** Pinned says more than what the record made from it is. */
export function stateWord({ standing, isPinned }: Pick<RecordRow, 'standing' | 'isPinned'>): string {
  return isPinned ? m.explorer_state_pinned() : standingWord(standing);
}

export function stateWhy({ standing, isPinned }: Pick<RecordRow, 'standing' | 'isPinned'>): string {
  if (isPinned) return m.explorer_pinned_why();
  return {
    'frees-now': m.explorer_frees_now_why,
    shared: m.explorer_shared_why,
    'in-use': m.explorer_in_use_why,
    protected: m.explorer_protected_why,
  }[standing]();
}
