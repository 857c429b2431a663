/** Protect rules in words: what each kind is called, and what its patterns look like. */

import { m } from '../shared/paraglide/messages.js';
import type { ProtectRule, RuleKind } from '../shared/protect-rule.ts';

interface KindWords {
  readonly label: () => string;
  readonly hint: () => string;
  readonly example: string;
}

const kinds: Readonly<Record<RuleKind, KindWords>> = {
  name: { label: m.protect_kind_name, hint: m.protect_hint_name, example: 'shop*' },
  image: { label: m.protect_kind_image, hint: m.protect_hint_image, example: 'postgres:*' },
  label: { label: m.protect_kind_label, hint: m.protect_hint_label, example: 'keep=yes' },
  container: { label: m.protect_kind_container, hint: m.protect_hint_container, example: 'build-*' },
  volume: { label: m.protect_kind_volume, hint: m.protect_hint_volume, example: '*_data' },
  project: { label: m.protect_kind_project, hint: m.protect_hint_project, example: 'shop' },
  'cache-type': {
    label: m.protect_kind_cache_type,
    hint: m.protect_hint_cache_type,
    example: 'exec.cachemount',
  },
  cache: { label: m.protect_kind_cache, hint: m.protect_hint_cache, example: '*cargo build*' },
};

export function ruleKindWord(kind: RuleKind): string {
  return kinds[kind].label();
}

/** What a pattern of this kind is held against, a sentence. */
export function ruleHint(kind: RuleKind): string {
  return kinds[kind].hint();
}

/** A pattern as one would write it. */
export function ruleExample(kind: RuleKind): string {
  return kinds[kind].example;
}

/** `Image: postgres:*`. */
export function ruleWords({ kind, pattern }: ProtectRule): string {
  return m.protect_rule({ kind: ruleKindWord(kind), pattern });
}
