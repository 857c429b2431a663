/** What each protect rule keeps now: shown beside the rule. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { RuleMatch } from '../../../shared/contract.ts';
import { DELETE_ORDER } from '../../../shared/plan.ts';
import type { ProtectRule } from '../../../shared/protect-rule.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { rowText } from '../browsing/cut-text.ts';
import { sumOf } from '../usage/sum-of.ts';
import { traitsOf, type AnyItem } from './item-traits.ts';
import { protector } from './protect.ts';

const EXAMPLES = 5;

/** Each rule by itself: an item that two rules name counts in both. Bytes are the items' own, as their lists show them. */
export function ruleMatches(rules: readonly ProtectRule[], inventory: Inventory): readonly RuleMatch[] {
  return rules.map((rule) => {
    const protects = protector([rule]);
    const found = DELETE_ORDER.flatMap((kind) => {
      const { name, sizeBytes } = traitsOf(kind);
      return itemsOf(inventory, kind)
        .filter((item) => protects(kind, item) !== undefined)
        .map((item) => ({ name: name(item), sizeBytes: sizeBytes(item) }));
    });
    return {
      rule,
      count: found.length,
      sizeBytes: sumOf(found, (each) => each.sizeBytes),
      examples: found.slice(0, EXAMPLES).map(({ name }) => rowText(name)),
    };
  });
}

function itemsOf(inventory: Inventory, kind: ItemKind): readonly AnyItem[] {
  switch (kind) {
    case 'container':
      return inventory.containers;
    case 'network':
      return inventory.networks.filter(({ isPredefined }) => !isPredefined);
    case 'image':
      return inventory.images;
    case 'record':
      return inventory.records;
    case 'volume':
      return inventory.volumes;
  }
}
