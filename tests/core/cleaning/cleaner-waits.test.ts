import { beforeEach, expect, test } from 'vitest';
import { aCleanerWorld, receiptOf, type CleanerWorld } from './a-cleaner-world.ts';

let world: CleanerWorld;
beforeEach(() => {
  world = aCleanerWorld();
});

const build = [{ atMs: 0, type: 'image', action: 'tag', id: 'x' }] as const;

test('a wait for a build ends at once when the user insists', async () => {
  world.engine.events = build;
  const running = world.run((await world.plan('cache')).id, { ms: 60_000 });
  await world.clock.advance(3_000);
  expect(world.seen.at(-1)).toMatchObject({ kind: 'waiting', reason: 'build-runs' });
  world.cleaner.insist();
  expect(receiptOf(await running)).toMatchObject({ outcome: 'done', problem: undefined });
});

test('a wait for a build ends at once when the user gives up, and nothing was deleted', async () => {
  world.engine.events = build;
  const running = world.run((await world.plan('cache')).id, { ms: 60_000 });
  await world.clock.advance(3_000);
  world.cleaner.stop();
  expect(receiptOf(await running)).toMatchObject({ outcome: 'stopped', problem: undefined, deleted: [] });
  expect(world.engine.inventory.records).toHaveLength(2);
});

test('another process’s clean is waited for, then its turn comes by itself', async () => {
  world.lock.isHeld = true;
  const running = world.run((await world.plan('cache')).id, { ms: 60_000 });
  await world.clock.advance(5_000);
  expect(world.seen.at(-1)).toMatchObject({ kind: 'waiting', reason: 'other-clean-runs' });
  world.lock.isHeld = false;
  await world.clock.advance(2_000);
  expect(receiptOf(await running).outcome).toBe('done');
});

test('it is given up after the limit, or by a stop', async () => {
  world.lock.isHeld = true;
  const late = world.run((await world.plan('cache')).id, { ms: 10_000 });
  await world.clock.advance(15_000);
  expect(receiptOf(await late)).toMatchObject({ outcome: 'refused', problem: 'other-clean-runs' });
  const stopped = world.run((await world.plan('cache')).id, { ms: 10_000 });
  await world.clock.advance(2_000);
  world.cleaner.stop();
  expect(receiptOf(await stopped)).toMatchObject({ outcome: 'stopped', problem: undefined });
});
