/** A choice in the words of a plan. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { PlanItem } from '../../../shared/plan.ts';
import type { CacheRecord, Image } from '../../../shared/usage.ts';
import { rowText } from '../browsing/cut-text.ts';
import type { Choice } from './clean-scope.ts';
import { traitsOf, type AnyItem } from './item-traits.ts';
import type { Weighed } from './weigh-scope.ts';

const nothing: readonly string[] = [];

/**
 * One item with its part in the whole clean. What stays frees nothing and shows its own size; an image that goes shows the
 * layers whose last planned holder it is. Written out: there may be 100,000 of them, and copying properties would cost more
 * than all the rest of a plan.
 */
export function planItem(weighed: Weighed, kind: ItemKind, { item, why, keep }: Choice<AnyItem>): PlanItem {
  const traits = traitsOf(kind);
  const isImage = kind === 'image';
  const goes = keep === undefined;
  const ownBytes = traits.sizeBytes(item);
  return {
    kind,
    id: traits.id(item),
    // A record is deleted by its id; a whole script in its name would fill the journal.
    name: kind === 'record' ? rowText(traits.name(item)) : traits.name(item),
    sizeBytes: isImage && goes ? (weighed.layerBytes.get((item as Image).id) ?? 0) : ownBytes,
    freesBytes: goes ? certainBytesOf(weighed, kind, item, ownBytes) : 0,
    why,
    references: isImage ? (item as Image).references : nothing,
    digests: isImage ? (item as Image).digests : nothing,
    createdAtMs: traits.createdAtMs(item),
    lastUsedAtMs: traits.lastUsedAtMs(item),
    cacheType: kind === 'record' ? (item as CacheRecord).type : undefined,
  };
}

function certainBytesOf({ certain }: Weighed, kind: ItemKind, item: AnyItem, ownBytes: number): number {
  if (kind === 'image') return certain.image(item as Image);
  return kind === 'record' ? certain.record(item as CacheRecord) : ownBytes;
}
