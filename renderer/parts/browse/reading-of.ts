/** Names the newest reading that a list is drawn from. */

import type { BrowseKind } from '../../../shared/browse.ts';
import type { Usage } from '../../../shared/state.ts';

/** It changes when, and only when, the list should be fetched anew. */
export function readingOf(kind: BrowseKind, usage: Usage): string {
  const { cache, images, containers, volumes } = usage;
  const parts = kind === 'record' ? [cache, images] : [images, containers, volumes];
  const times = parts.map((part) => part?.takenAtMs ?? 0);
  return (kind === 'record' ? times : [...times, usage.lateAnswers]).join(' ');
}
