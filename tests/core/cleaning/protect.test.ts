import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { glob } from '../../../electron/core/cleaning/glob.ts';
import type { AnyItem } from '../../../electron/core/cleaning/item-traits.ts';
import { protector } from '../../../electron/core/cleaning/protect.ts';
import { ruleMatches } from '../../../electron/core/cleaning/rule-matches.ts';
import { rulesFor } from '../../../electron/core/cleaning/rules-for.ts';
import { ProtectRule } from '../../../shared/protect-rule.ts';
import type { ItemKind } from '../../../shared/clean-options.ts';
import { aContainer, anImage, anInventory, aNetwork, aVolume } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { going, guardOf, planOf, reasons, ruleOf } from './plan-of.ts';

const SHOP = { 'com.docker.compose.project': 'shop' };
const protects = (rule: string, kind: ItemKind, item: AnyItem): boolean =>
  protector([ruleOf(rule)])(kind, item) !== undefined;

describe('a rule about images', () => {
  const hub = anImage({
    id: 'sha256:0123456789abcdef',
    references: ['postgres:16'],
    digests: ['postgres@sha256:aa'],
  });
  const own = anImage({ id: 'sha256:fedc', references: ['localhost:5000/team/app:dev'] });

  test.each([
    'image:postgres',
    'image:postgres:*',
    'image:postgres:16',
    'image:library/postgres',
    'image:docker.io/library/postgres:16',
    'image:docker.io/postgres',
    'image:index.docker.io/library/postgres:1?',
    'image:postgres@sha256:aa',
    'image:sha256:0123456789abcdef',
    'image:0123456789ab',
    'name:post*',
    'Image: postgres:16',
    'postgres',
  ])('%s names an image from Docker Hub', (rule) => {
    expect(protects(rule, 'image', hub)).toBe(true);
    expect(protects(rule, 'image', own)).toBe(false);
  });

  test.each(['image:localhost:5000/team/app', 'image:localhost:5000/*', 'image:*:dev', 'image:*/app'])(
    '%s names an image of another registry',
    (rule) => {
      expect(protects(rule, 'image', own)).toBe(true);
      expect(protects(rule, 'image', hub)).toBe(false);
    },
  );

  test.each(['image:team/app', 'image:team/*', 'name:localhost/team/app:dev'])(
    '%s names an image that Podman built',
    (rule) => {
      const built = anImage({ id: 'sha256:fedc', references: ['localhost/team/app:dev'] });
      expect(protects(rule, 'image', built)).toBe(true);
      expect(protects(rule, 'image', own)).toBe(false);
    },
  );

  test.each([
    'image:post',
    'image:postgres:1',
    'image:app',
    'image:docker.io/library/app',
    'container:postgres',
  ])('%s names neither', (rule) => {
    expect(protects(rule, 'image', own)).toBe(false);
    expect(protects(rule, 'image', hub)).toBe(false);
  });
});

describe('a rule about anything else', () => {
  test('names containers without their slash, volumes and networks', () => {
    expect(protects('container:web', 'container', aContainer({ id: 'c', name: '/web' }))).toBe(true);
    expect(protects('volume:db-?', 'volume', aVolume({ name: 'db-1' }))).toBe(true);
    expect(protects('volume:db-?', 'container', aContainer({ id: 'db-1' }))).toBe(false);
    expect(protects('front', 'network', aNetwork({ id: 'n', name: 'front' }))).toBe(true);
  });

  test('asks a label for its key, or for key and value', () => {
    const kept = aContainer({ id: 'c', labels: { 'dev.keep': 'a=b' } });
    for (const rule of ['label:dev.keep', 'label:*.keep', 'label:dev.keep=a=*'])
      expect(protects(rule, 'container', kept)).toBe(true);
    for (const rule of ['label:dev', 'label:dev.keep=', 'label:dev.keep=c'])
      expect(protects(rule, 'container', kept)).toBe(false);
  });

  test('protects all that bears the label of a Compose project', () => {
    const plan = planOf(
      {
        containers: [aContainer({ id: 'c', labels: SHOP })],
        networks: [aNetwork({ id: 'n', labels: SHOP })],
        images: [anImage({ id: 'i', labels: SHOP }), anImage({ id: 'other' })],
        volumes: [aVolume({ name: 'v', labels: SHOP })],
      },
      { preset: 'deep', kinds: ['container', 'network', 'image', 'volume'] },
      { guard: guardOf('project:sh?p') },
    );
    expect(going(plan)).toEqual(['image other']);
    expect(plan.kept.map(({ why }) => why)).toEqual(Array(4).fill('protected'));
  });

  test('protects cache by type or description, and holds what that was made from', () => {
    const records = [
      aRecord({ id: 'base' }),
      aRecord({ id: 'mount', type: 'exec.cachemount' }),
      aRecord({ id: 'step', parentIds: ['base'], description: 'mount / from exec apt-get install\n' }),
      aRecord({ id: 'free' }),
    ];
    const guard = guardOf('cache-type:*.cachemount', 'cache:*apt-get*');
    const plan = planOf({ records }, { preset: 'cache' }, { guard });
    expect(going(plan)).toEqual(['record free']);
    expect(reasons(plan)).toEqual(['2 record protected', '1 record child-stays']);
  });

  test('protects what a kept container needs, through the container', () => {
    const plan = planOf(
      {
        containers: [aContainer({ id: 'c', imageId: 'i', networkRefs: ['n'] })],
        images: [anImage({ id: 'i', references: ['app:1'], containerCount: 1 })],
        networks: [aNetwork({ id: 'n' })],
      },
      { preset: 'deep' },
      { guard: guardOf('container:c') },
    );
    expect(going(plan)).toEqual([]);
  });
});

describe('rules that a row offers', () => {
  const items: readonly (readonly [ItemKind, AnyItem])[] = [
    ['image', anImage({ id: 'sha256:ab', references: ['app:1', 'app:2'], labels: SHOP })],
    ['image', anImage({ id: 'sha256:0123456789abcdef' })],
    ['image', anImage({ id: 'sha256:cd', references: [`${'long/'.repeat(60)}app:1`] })],
    ['container', aContainer({ id: 'c', name: '/web', labels: SHOP })],
    ['network', aNetwork({ id: 'n', name: 'front' })],
    ['volume', aVolume({ name: 'a'.repeat(64) })],
    ['record', aRecord({ id: 'r', description: ' RUN [ -f *? ] ' })],
    ['record', aRecord({ id: 'r', description: 'x'.repeat(500) })],
  ];

  test('each protect it, and can be saved', () => {
    for (const [kind, item] of items) {
      const rules = rulesFor(kind, item);
      expect(rules.length).toBeGreaterThan(0);
      for (const rule of rules) {
        expect(v.is(ProtectRule, rule)).toBe(true);
        expect(protector([rule])(kind, item)).toBe(rule);
      }
    }
  });

  test('go from the item itself to all that is like it', () => {
    const texts = items
      .slice(0, 2)
      .map(([kind, item]) => rulesFor(kind, item).map((rule) => `${rule.kind}:${rule.pattern}`));
    expect(texts).toEqual([
      ['image:app:1', 'image:app:2', 'image:app', 'project:shop'],
      ['image:0123456789ab'],
    ]);
  });

  test('leave a nameless record to its type', () => {
    expect(rulesFor('record', aRecord({ id: 'r', description: '' }))).toEqual([ruleOf('cache-type:regular')]);
  });
});

test('a rule shows what it protects now', () => {
  const inventory = anInventory({
    images: [1, 2, 3, 4, 5, 6].map((tag) =>
      anImage({ id: `i${tag}`, references: [`app:${tag}`], sizeBytes: 10 }),
    ),
    networks: [aNetwork({ id: 'b', name: 'bridge', isPredefined: true })],
  });
  expect(ruleMatches([ruleOf('image:app'), ruleOf('name:bridge')], inventory)).toEqual([
    {
      rule: ruleOf('image:app'),
      count: 6,
      sizeBytes: 60,
      examples: ['app:1', 'app:2', 'app:3', 'app:4', 'app:5'],
    },
    { rule: ruleOf('name:bridge'), count: 0, sizeBytes: 0, examples: [] },
  ]);
});

describe('a glob', () => {
  test('agrees with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '\n'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, given) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(glob(pattern)(given)).toBe(new RegExp(`^${source}$`, 's').test(given));
      }),
      { numRuns: 2_000 },
    );
  });

  test('of many stars ends, on a text made to be long', () => {
    expect(glob(`${'*a'.repeat(99)}b`)('a'.repeat(100_000))).toBe(false);
  });
});
