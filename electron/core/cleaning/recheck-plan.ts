/** A plan at the moment it is run: it is weighed anew as the engine and the settings are now, and may only shrink. */

import { MARKED_PRESET, type ItemKind } from '../../../shared/clean-options.ts';
import type { KeepReason, Plan, PlanItem } from '../../../shared/plan.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { itemKey, type Guard, type Picks } from './clean-scope.ts';
import type { ItemOf } from './item-traits.ts';
import { weighScope } from './weigh-scope.ts';

export interface Rechecked {
  readonly going: readonly PlanItem[];
  readonly staying: readonly { readonly item: PlanItem; readonly why: KeepReason }[];
}

/**
 * Everything that is not in the plan counts as unticked: so whatever it needs stays, be it there before or made since. What a
 * rule of now protects, what runs, and what is not as it was listed stays too, and holds what it was made from.
 *
 * `wasCutOff`: an earlier run of the plan ended in the middle, perhaps between two names of an image. Then one that lost some of
 * its listed names, and has no other, goes by those that are left: whoever took them, nothing unlisted goes with it. Named volumes
 * stay: their word was typed for the run that was cut off, and may be days old.
 */
export function recheckPlan(
  plan: Plan,
  items: readonly PlanItem[],
  inventory: Inventory,
  guard: Guard,
  { wasCutOff }: { readonly wasCutOff: boolean },
): Rechecked {
  const present = presentItems(inventory);
  const changes = new Map<PlanItem, KeepReason>();
  const unticked = new Set(present.keys());
  const listed = wasCutOff ? items.map((item) => withNamesLeft(item, present)) : items;
  for (const item of listed) {
    const key = itemKey(item.kind, item.id);
    const change = changeOf(item, present.get(key));
    if (change === undefined) unticked.delete(key);
    else changes.set(item, change);
  }
  const keeps = keepReasons(plan, inventory, guard, {
    unticked,
    tickedVolumes: tickedVolumes(wasCutOff ? [] : items),
    marked: markedIn(plan, items),
  });
  const going: PlanItem[] = [];
  const staying: { item: PlanItem; why: KeepReason }[] = [];
  for (const item of listed) {
    const key = itemKey(item.kind, item.id);
    // What is no longer looked at (an image named since, in a plan of dangling ones) is not what was listed.
    const why = changes.get(item) ?? (keeps.has(key) ? keeps.get(key) : 'changed');
    if (why === undefined) going.push(item);
    else staying.push({ item, why });
  }
  return { going, staying };
}

function keepReasons(
  { options, engineTime }: Plan,
  inventory: Inventory,
  guard: Guard,
  picks: Picks,
): ReadonlyMap<string, KeepReason | undefined> {
  const nowMs = Date.parse(inventory.engineTime);
  // An age is that of the plan's time when the engine tells no other.
  const scope = { inventory, options, guard, picks, nowMs: nowMs || Date.parse(engineTime) };
  const { choices } = weighScope(scope);
  const keeps = new Map<string, KeepReason | undefined>();
  for (const kind of ['container', 'network', 'image', 'record'] as const)
    for (const { item, keep } of choices[kind]) keeps.set(itemKey(kind, item.id), keep);
  for (const { item, keep } of choices.volume) keeps.set(itemKey('volume', item.name), keep);
  return keeps;
}

/** Of a plan of what was marked, its items: as when it was made, nothing else is weighed beside them. */
function markedIn({ options }: Plan, items: readonly PlanItem[]): ReadonlySet<string> | undefined {
  if (options.preset !== MARKED_PRESET) return undefined;
  return new Set(items.map(({ kind, id }) => itemKey(kind, id)));
}

function tickedVolumes(items: readonly PlanItem[]): ReadonlySet<string> {
  return new Set(items.filter(({ why }) => why === 'ticked-volume').map(({ id }) => id));
}

type Present = ItemOf[ItemKind];

function presentItems(inventory: Inventory): ReadonlyMap<string, Present> {
  const { containers, networks, images, records, volumes } = inventory;
  return new Map<string, Present>([
    ...containers.map((item) => [itemKey('container', item.id), item] as const),
    ...networks.map((item) => [itemKey('network', item.id), item] as const),
    ...images.map((item) => [itemKey('image', item.id), item] as const),
    ...records.map((item) => [itemKey('record', item.id), item] as const),
    ...volumes.map((item) => [itemKey('volume', item.name), item] as const),
  ]);
}

function withNamesLeft(item: PlanItem, present: ReadonlyMap<string, Present>): PlanItem {
  const now = present.get(itemKey(item.kind, item.id));
  if (now === undefined || !('digests' in now)) return item;
  const isLess = now.references.every((reference) => item.references.includes(reference));
  return isLess ? { ...item, references: now.references } : item;
}

/** How an item differs from what was listed. A container's last run is asked by its own delete: a list does not tell it. */
function changeOf(item: PlanItem, now: Present | undefined): KeepReason | undefined {
  if (now === undefined) return 'already-gone';
  if ('isInUse' in now) {
    if (now.isInUse) return 'in-use';
    return now.lastUsedAtMs === item.lastUsedAtMs ? undefined : 'changed';
  }
  // Another volume may bear the name of one that is gone: only its age tells them apart.
  if ('isAnonymous' in now) return now.createdAtMs === item.createdAtMs ? undefined : 'changed';
  if (!('digests' in now)) return undefined;
  const isSame =
    now.references.length === item.references.length &&
    now.references.every((reference) => item.references.includes(reference));
  return isSame ? undefined : 'changed';
}
