import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageBases } from '../../../electron/core/usage/image-bases.ts';
import type { Image } from '../../../shared/usage.ts';
import { anImage } from '../an-inventory.ts';

const chain = (...steps: readonly string[]) =>
  steps.map((_, depth) => ({ chainId: steps.slice(0, depth + 1).join('/'), sizeBytes: 1 }));

const debian = anImage({ id: 'debian', references: ['debian:12'], layers: chain('os') });
const python = anImage({ id: 'python', references: ['python:3.12'], layers: chain('os', 'py') });
const app = anImage({ id: 'app', references: ['app:1'], layers: chain('os', 'py', 'pip', 'copy') });

describe('the base of an image', () => {
  test('is the one with the most of its layers, and has more on top', () => {
    const { baseOf, builtOn } = imageBases([app, debian, python]);
    expect(baseOf(app)).toEqual({ kind: 'here', image: python });
    expect(baseOf(python)).toEqual({ kind: 'here', image: debian });
    expect(baseOf(debian)).toBeUndefined();
    expect(builtOn(debian)).toEqual([python]);
    expect(builtOn(app)).toEqual([]);
  });

  test('has a name rather than none, and is the first of its name-sakes', () => {
    const dangling = anImage({ id: 'dangling', layers: chain('os', 'py'), createdAtMs: 1 });
    const later = anImage({ ...python, id: 'later', references: ['python:3'], createdAtMs: 9 });
    const { baseOf } = imageBases([dangling, later, python, app]);
    expect(baseOf(app)).toEqual({ kind: 'here', image: python });
    expect(baseOf(later)).toBeUndefined();
  });

  test('is never an image without layers, nor of one whose layers were not read', () => {
    const scratch = anImage({ id: 'scratch', references: ['scratch:1'], layers: [] });
    const unread = anImage({ id: 'unread', layers: undefined });
    const { baseOf } = imageBases([scratch, unread, debian]);
    expect([scratch, unread, debian].map(baseOf)).toEqual([undefined, undefined, undefined]);
  });

  test.each([
    ['node', 'docker.io/library/node:latest'],
    ['docker.io/library/node:22', 'node:22'],
    ['index.docker.io/acme/base:1', 'acme/base:1'],
    ['registry.local:5000/base', 'registry.local:5000/base:latest'],
    ['node:22@sha256:aa', 'node@sha256:aa'],
  ])('is %s by its label where layers say nothing, whichever way that is spelled', (label, reference) => {
    const isDigest = reference.includes('@');
    const named = anImage({
      id: 'named',
      references: isDigest ? [] : [reference],
      digests: isDigest ? [reference] : [],
      layers: chain('other'),
    });
    const squashed = anImage({
      id: 'squashed',
      layers: chain('all'),
      labels: { 'org.opencontainers.image.base.name': label, base_image: 'wrong:1' },
    });
    expect(imageBases([named, squashed]).baseOf(squashed)).toEqual({ kind: 'here', image: named });
  });

  test('may be one that is not here', () => {
    const built = anImage({ id: 'built', labels: { base_image: 'acme/golden:7' } });
    expect(imageBases([built, debian]).baseOf(built)).toEqual({ kind: 'elsewhere', name: 'acme/golden:7' });
  });

  test('is not itself, though it inherits the label of its own base', () => {
    const golden = anImage({ id: 'golden', references: ['golden:1'], labels: { base_image: 'golden:1' } });
    expect(imageBases([golden]).baseOf(golden)).toBeUndefined();
  });
});

/** Images whose chains are paths in one small tree, so that they meet. */
const images = fc
  .array(fc.array(fc.constantFrom('a', 'b'), { maxLength: 5 }), { maxLength: 12 })
  .map((paths) => paths.map((path, index): Image => anImage({ id: `i${index}`, layers: chain(...path) })));

const chainOf = ({ layers = [] }: Image): readonly string[] => layers.map(({ chainId }) => chainId);

test('no other image has more of its layers, and every base knows what was built on it', () => {
  fc.assert(
    fc.property(images, (all) => {
      const { baseOf, builtOn } = imageBases(all);
      for (const image of all) {
        const own = chainOf(image);
        const lengths = all
          .map(chainOf)
          .filter((other) => other.length < own.length && other.every((id, depth) => id === own[depth]))
          .map(({ length }) => length);
        const base = baseOf(image);
        const baseLength = base?.kind === 'here' ? chainOf(base.image).length : 0;
        expect(baseLength).toBe(Math.max(0, ...lengths));
        if (base?.kind === 'here') expect(builtOn(base.image)).toContain(image);
        for (const other of builtOn(image)) expect(baseOf(other)).toEqual({ kind: 'here', image });
      }
    }),
  );
});
