/** What the user's rules protect: rules compiled once, then asked of every item. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { ProtectRule, RuleKind } from '../../../shared/protect-rule.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { glob, type TextTest } from './glob.ts';
import { traitsOf, type AnyItem } from './item-traits.ts';
import { composeProject } from './known-tools.ts';

/** The first rule that protects an item; undefined where none does. */
export type Protector = (kind: ItemKind, item: AnyItem) => ProtectRule | undefined;

/** What an item is called, worked out once for all rules. */
interface Called {
  readonly kind: ItemKind;
  readonly names: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Which items a rule of names looks at. */
const NAMED_KINDS: Partial<Record<RuleKind, readonly ItemKind[]>> = {
  name: ['image', 'container', 'network', 'volume'],
  image: ['image'],
  container: ['container'],
  volume: ['volume'],
};

export function protector(rules: readonly ProtectRule[]): Protector {
  const ruleOfRecord = recordProtector(rules);
  const others = rules
    .filter(({ kind }) => kind !== 'cache' && kind !== 'cache-type')
    .map((rule) => ({ rule, test: calledTest(rule) }));
  return (kind, item) => {
    if (kind === 'record') return ruleOfRecord(item as CacheRecord);
    if (others.length === 0) return undefined;
    const { names, labels } = traitsOf(kind);
    const called = { kind, names: names(item), labels: labels(item) };
    return others.find(({ test }) => test(called))?.rule;
  };
}

/** Whether a rule protects a record: what the honest view of the cache asks. */
export function protectsRecord(rules: readonly ProtectRule[]): (record: CacheRecord) => boolean {
  const ruleOf = recordProtector(rules);
  return (record) => ruleOf(record) !== undefined;
}

function recordProtector(rules: readonly ProtectRule[]): (record: CacheRecord) => ProtectRule | undefined {
  const byType = firstRule(rules.filter(({ kind }) => kind === 'cache-type'));
  const byDescription = firstRule(rules.filter(({ kind }) => kind === 'cache'));
  return ({ type, description }) => byType?.(type) ?? byDescription?.(description.trim());
}

/** Types and descriptions repeat: each text is asked about once. */
function firstRule(rules: readonly ProtectRule[]): ((text: string) => ProtectRule | undefined) | undefined {
  if (rules.length === 0) return undefined;
  const tests = rules.map((rule) => ({ rule, test: glob(rule.pattern) }));
  const known = new Map<string, ProtectRule | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, tests.find(({ test }) => test(text))?.rule);
    return known.get(text);
  };
}

function calledTest({ kind, pattern }: ProtectRule): (called: Called) => boolean {
  if (kind === 'label') {
    const test = labelTest(pattern);
    return ({ labels }) => test(labels);
  }
  const test: TextTest = glob(pattern);
  if (kind === 'project')
    return ({ labels }) => {
      const project = composeProject(labels);
      return project !== undefined && test(project);
    };
  const kinds = NAMED_KINDS[kind] ?? [];
  return (called) => kinds.includes(called.kind) && called.names.some(test);
}

/** `key` or `key=value`, both globs; without a value any will do. */
export function labelTest(pattern: string): (labels: Readonly<Record<string, string>>) => boolean {
  const equals = pattern.indexOf('=');
  const key = glob(equals < 0 ? pattern : pattern.slice(0, equals));
  const value: TextTest = equals < 0 ? () => true : glob(pattern.slice(equals + 1));
  return (labels) => Object.entries(labels).some(([name, text]) => key(name) && value(text));
}
