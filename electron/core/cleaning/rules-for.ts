/** The rules a row may offer to protect its item by, the narrowest first. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import { repositoryOf } from '../../../shared/image-reference.ts';
import type { ProtectRule, RuleKind } from '../../../shared/protect-rule.ts';
import type { CacheRecord, Image } from '../../../shared/usage.ts';
import { shortId } from './image-names.ts';
import { traitsOf, type AnyItem } from './item-traits.ts';
import { composeProject } from './known-tools.ts';

const LONGEST_PATTERN = 200;

/** Every one of them protects the item. */
export function rulesFor(kind: ItemKind, item: AnyItem): readonly ProtectRule[] {
  const project = composeProject(traitsOf(kind).labels(item));
  const drafts: readonly (readonly [RuleKind, string])[] = [
    ...ownRules(kind, item),
    ...(project === undefined ? [] : [['project', project] as const]),
  ];
  return drafts
    .filter(([, text]) => text.trim() !== '')
    .map(([ruleKind, text]) => ({ kind: ruleKind, pattern: patternOf(text) }));
}

function ownRules(kind: ItemKind, item: AnyItem): readonly (readonly [RuleKind, string])[] {
  if (kind === 'image') return imageRules(item as Image);
  if (kind === 'record') {
    const { description, type } = item as CacheRecord;
    return [
      ['cache', description],
      ['cache-type', type],
    ];
  }
  const ruleKind = kind === 'network' ? 'name' : kind;
  return traitsOf(kind)
    .names(item)
    .map((name) => [ruleKind as RuleKind, name] as const);
}

/** An image without a reference can only be named by its id. */
function imageRules({ id, references, digests }: Image): readonly (readonly [RuleKind, string])[] {
  const named = references.length > 0 ? references : digests;
  const patterns = named.length === 0 ? [shortId(id)] : [...named, ...named.map(repositoryOf)];
  return [...new Set(patterns)].map((pattern) => ['image', pattern] as const);
}

/** A text longer than a rule may be is named by its beginning. */
function patternOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST_PATTERN ? trimmed : `${trimmed.slice(0, LONGEST_PATTERN - 1)}*`;
}
