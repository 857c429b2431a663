import { expect, test } from 'vitest';
import { engineKey, lockKey } from '../../electron/core/engine-key.ts';

const engine = { endpoint: 'unix:///var/run/docker.sock', id: 'a', rootDir: '/var/lib/docker' };
const byOtherSocket = { ...engine, endpoint: 'unix:///home/user/.docker/run/docker.sock' };

test('an engine reached by two endpoints has two histories and one lock', () => {
  expect(engineKey(byOtherSocket)).not.toBe(engineKey(engine));
  expect(lockKey(byOtherSocket)).toBe(lockKey(engine));
});

test('other engines have other locks', () => {
  expect(lockKey({ ...engine, id: 'b' })).not.toBe(lockKey(engine));
  expect(lockKey({ ...engine, rootDir: '/data' })).not.toBe(lockKey(engine));
});

test('an engine without a lasting id is locked by its endpoint', () => {
  expect(lockKey({ ...byOtherSocket, id: undefined })).not.toBe(lockKey({ ...engine, id: undefined }));
});
