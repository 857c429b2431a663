/** What no clean may touch: a kind of thing and a pattern, as people write it (`image:postgres:*`, `label:keep=yes`). */

import * as v from 'valibot';

/** `name` is the name of an image, container, network or volume, whichever it is. */
export const RULE_KINDS = [
  'name',
  'image',
  'label',
  'container',
  'volume',
  'project',
  'cache-type',
  'cache',
] as const;

/** Patterns are globs (`*` any text, `?` one character) matched over the whole; a label is `key` or `key=value`, both globs. */
export const ProtectRule = v.strictObject({
  kind: v.picklist(RULE_KINDS),
  pattern: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
});
export type ProtectRule = v.InferOutput<typeof ProtectRule>;
export type RuleKind = ProtectRule['kind'];

/** Reads `kind:pattern`, the kind in any case; without a known kind in front, the whole is a name. Undefined for an empty pattern. */
export function parseRule(text: string): ProtectRule | undefined {
  const colon = text.indexOf(':');
  const before = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const kind = RULE_KINDS.find((each) => each === before);
  const rule = v.safeParse(
    ProtectRule,
    kind === undefined ? { kind: 'name', pattern: text } : { kind, pattern: text.slice(colon + 1) },
  );
  return rule.success ? rule.output : undefined;
}
