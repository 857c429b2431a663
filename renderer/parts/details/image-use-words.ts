/** When an image was last needed, in words that promise no more than Bilge has seen. */

import type { ImageUse } from '../../../shared/browse.ts';
import { m } from '../../../shared/paraglide/messages.js';
import { ageWords, spanWords } from '../../time-words.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** For a column: `in use`, `3d ago`, `not seen in 21 days`. */
export function imageUseWord(use: ImageUse, nowMs: number): string {
  switch (use.kind) {
    case 'in-use':
      return m.word_keep_in_use();
    case 'last-used':
      return ageWords(use.atMs, nowMs);
    case 'not-seen':
      return m.images_not_seen({ span: spanWords(wholeSpanMs(nowMs - use.sinceMs)) });
  }
}

/** For the details: a sentence that says what is known and since when. */
export function imageUseSentence(use: ImageUse, nowMs: number): string {
  switch (use.kind) {
    case 'in-use':
      return m.images_in_use_why();
    case 'last-used':
      return m.images_last_used_why({ age: ageWords(use.atMs, nowMs) });
    case 'not-seen':
      return m.images_not_seen_why({ age: ageWords(use.sinceMs, nowMs) });
  }
}

/** Whole days from the second day on, else whole hours, at least one. */
function wholeSpanMs(spanMs: number): number {
  const unitMs = spanMs >= DAY_MS ? DAY_MS : HOUR_MS;
  return Math.max(unitMs, Math.floor(spanMs / unitMs) * unitMs);
}
