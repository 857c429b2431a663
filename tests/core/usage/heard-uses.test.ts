import { beforeEach, expect, test } from 'vitest';
import { HeardUses } from '../../../electron/core/usage/heard-uses.ts';
import type { EngineEvent } from '../../../electron/core/ports/engine.ts';
import { aContainer, anImage } from '../an-inventory.ts';

const id = (digit: string): string => `sha256:${digit.repeat(64)}`;
const started = (image: string, atMs = 5): EngineEvent => ({
  atMs,
  type: 'container',
  action: 'start',
  id: 'unknown',
  image,
});
const tagged = (imageId: string, image: string, atMs = 7): EngineEvent => ({
  atMs,
  type: 'image',
  action: 'tag',
  id: imageId,
  image,
});

const old = anImage({ id: id('a'), references: ['app:1', 'postgres:latest', 'ghcr.io/team/web:2'] });
const held = { images: [old], containers: [aContainer({ id: 'known', imageId: id('a') })] };
let heard: HeardUses;

beforeEach(() => {
  heard = new HeardUses();
  heard.look(held);
});

test.each([
  ['its tag', 'app:1'],
  ['its repository alone', 'postgres'],
  ['Docker Hub’s long name', 'docker.io/library/postgres:latest'],
  ['a registry’s name', 'ghcr.io/team/web:2'],
  ['its id', id('a')],
  ['its id without the algorithm', 'a'.repeat(64)],
  ['its short id', 'a'.repeat(12)],
])('a container tells its image by %s', (_, name) => {
  expect(heard.hear(started(name))).toEqual([id('a'), 5]);
});

test('an image that was pulled by digest is told by it, with or without the tag beside', () => {
  heard.look({ ...held, images: [anImage({ id: id('a'), digests: [`alpine@${id('c')}`] })] });
  expect(heard.hear(started(`alpine@${id('c')}`))).toEqual([id('a'), 5]);
  expect(heard.hear(started(`alpine:3@${id('c')}`))).toEqual([id('a'), 5]);
});

test('a container that is known tells its image, whatever its name means by now', () => {
  expect(heard.hear({ ...started('gone:1'), id: 'known' })).toEqual([id('a'), 5]);
});

test.each(['exec_start', 'exec_die', 'health_status', 'destroy', 'rename', 'top'])(
  'that a container hears %s is no use of its image',
  (action) => {
    expect(heard.hear({ ...started('app:1'), action })).toBeUndefined();
    expect(heard.look(held).size).toBe(0);
  },
);

test.each(['untag', 'delete', 'prune'])('that an image hears %s is no use of it', (action) => {
  expect(heard.hear({ ...tagged(id('a'), 'app:1'), action })).toBeUndefined();
});

test('a name that nobody knows waits for the next look, and the latest use of it counts', () => {
  for (const atMs of [5, 9, 7]) expect(heard.hear(started('new:1', atMs))).toBeUndefined();
  const images = [old, anImage({ id: id('b'), references: ['new:1'] })];
  expect([...heard.look({ ...held, images })]).toEqual([[id('b'), 9]]);
});

test('a tag that moved means the new image from then on, the old one before', () => {
  expect(heard.hear(started('app:1', 5))).toEqual([id('a'), 5]);
  heard.hear(tagged(id('b'), 'app:1', 7));
  heard.hear(started('app:1', 9));
  const images = [{ ...old, references: [] }, anImage({ id: id('b'), references: ['app:1'] })];
  expect([...heard.look({ ...held, images })]).toEqual([[id('b'), 9]]);
});

test('a use of a name whose tag moved later is nobody’s where the past of the name is not known', () => {
  heard = new HeardUses();
  heard.hear(started('app:1', 5));
  heard.hear(tagged(id('b'), 'app:1', 7));
  const images = [anImage({ id: id('b'), references: ['app:1'] })];
  expect([...heard.look({ images, containers: [] })]).toEqual([[id('b'), 7]]);
});

test('a pull is a use of what it brought, and moves the tag', () => {
  heard.hear({ atMs: 5, type: 'image', action: 'pull', id: 'app:1', image: 'app' });
  heard.hear(started('app:1', 9));
  const images = [{ ...old, references: [] }, anImage({ id: id('b'), references: ['app:1'] })];
  expect([...heard.look({ ...held, images })]).toEqual([[id('b'), 9]]);
});
