/** The words of a plan's groups, rows and holders. */

import type { Holder, PlanGroupKind, PlanRow } from '../../../shared/plan-sheet.ts';
import { m } from '../../../shared/paraglide/messages.js';
import { itemsWord, keepWord, typeWord, whyWord } from '../../../shared/words.ts';
import { ageWords } from '../../time-words.ts';

/** `17 images`. */
export function groupWord(kind: PlanGroupKind, count: number): string {
  if (kind === 'cache-mount') return m.plan_items_cache_mount({ count });
  if (kind === 'named-volume') return m.plan_items_named_volume({ count });
  return kind === 'volume' ? m.plan_items_anonymous_volume({ count }) : itemsWord(kind, count);
}

/** Why it goes or stays, its type, its age: `no build uses it · Layers · last used 3d ago`. */
export function rowWords(row: PlanRow, nowMs: number): string {
  const type = row.cacheType === undefined ? undefined : typeWord(row.cacheType);
  // A named volume stands under a heading that says all there is to say.
  const isNamed = row.keep === 'named-volume' || row.why === 'ticked-volume';
  return [isNamed ? undefined : reasonWord(row), type, ageOf(row, nowMs)].filter(Boolean).join(' · ');
}

/** Why a row goes; where it stays, why that. */
export function reasonWord({ keep, why }: PlanRow): string {
  return keep === undefined ? whyWord(why) : keepWord(keep);
}

export function holderWord(holder: Holder): string {
  const sure = sureWord(holder);
  return holder.goes ? m.plan_frees_with({ sure }) : m.plan_held_by({ sure });
}

/** How sure it is that the image holds the bytes. */
export function sureWord({ confidence }: Holder): string {
  return {
    certain: m.plan_holder_certain,
    likely: m.plan_holder_likely,
    possible: m.plan_holder_possible,
  }[confidence]();
}

function ageOf({ usedBy, lastUsedAtMs, createdAtMs }: PlanRow, nowMs: number): string | undefined {
  if (lastUsedAtMs !== undefined) {
    const age = ageWords(lastUsedAtMs, nowMs);
    return usedBy === undefined ? m.window_last_used({ age }) : m.plan_used_by_then({ name: usedBy, age });
  }
  if (usedBy !== undefined) return m.plan_used_by({ name: usedBy });
  return createdAtMs === undefined ? undefined : m.plan_created({ age: ageWords(createdAtMs, nowMs) });
}
