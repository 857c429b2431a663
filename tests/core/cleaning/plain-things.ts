/** Things as a person's words see them, and globs made of regular expressions: half of the plain model. */

import type { ProtectRule } from '../../../shared/protect-rule.ts';
import type { CacheRecord, Container, Image, Network, Volume } from '../../../shared/usage.ts';

export const PROJECT = 'com.docker.compose.project';

export interface Thing {
  readonly kind: string;
  readonly names: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly record?: CacheRecord;
}

/** Whether one of the user's rules protects it. */
export function isProtectedByRule(rules: readonly ProtectRule[], thing: Thing): boolean {
  return rules.some(({ kind, pattern }) => {
    const fits = like(pattern);
    if (thing.record !== undefined)
      return (
        (kind === 'cache' && fits(thing.record.description)) ||
        (kind === 'cache-type' && fits(thing.record.type))
      );
    if (kind === 'label') return hasLabel(thing.labels, pattern);
    if (kind === 'project') return thing.labels[PROJECT] !== undefined && fits(thing.labels[PROJECT]);
    return (kind === 'name' || kind === thing.kind) && thing.names.some(fits);
  });
}

export function containerThing({ name, labels }: Container): Thing {
  return { kind: 'container', names: [name.replace('/', '')], labels };
}
export function networkThing({ name, labels }: Network): Thing {
  return { kind: 'network', names: [name], labels };
}
export function volumeThing({ name, labels }: Volume): Thing {
  return { kind: 'volume', names: [name], labels };
}
export function imageThing({ id, references, digests, labels }: Image): Thing {
  const own = [...references, ...digests].flatMap((name) => [name, repository(name)]);
  const hub = own.filter((name) => !name.startsWith('registry.local'));
  return { kind: 'image', names: [id, ...own, ...hub.map((name) => `docker.io/library/${name}`)], labels };
}
export function recordThing(record: CacheRecord): Thing {
  return { kind: 'record', names: [], labels: {}, record };
}

export function hasLabel(labels: Thing['labels'], pattern: string): boolean {
  const [key = '', value] = pattern.split('=');
  return Object.entries(labels).some(
    ([name, text]) => like(key)(name) && (value === undefined || like(value)(text)),
  );
}

export function repository(reference: string): string {
  return reference.replace(/(:[^:/]*|@.*)$/, '');
}

export function like(pattern: string): (text: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return (text) => new RegExp(`^${source}$`, 's').test(text);
}
