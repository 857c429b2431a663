/** What keeps a pattern from being added, one sentence. */

import { CHOICE_LIMITS } from '../../../shared/clean-options.ts';
import { m } from '../../../shared/paraglide/messages.js';

/** Undefined for a good one; `pattern` is trimmed and not empty. */
export function patternProblem(
  pattern: string,
  there: readonly string[],
  isLabel: boolean,
): string | undefined {
  if (pattern.length > CHOICE_LIMITS.patternLength)
    return m.choice_pattern_long({ most: CHOICE_LIMITS.patternLength });
  if (there.includes(pattern)) return m.choice_pattern_twice();
  if (there.length >= CHOICE_LIMITS.patterns) return m.choice_pattern_many({ most: CHOICE_LIMITS.patterns });
  if (isLabel && pattern.startsWith('=')) return m.choice_label_key();
  return undefined;
}
