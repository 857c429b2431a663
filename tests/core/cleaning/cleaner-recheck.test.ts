import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../shared/plan.ts';
import { optionsOf } from '../../../shared/clean-options.ts';
import { aContainer, anImage, aVolume } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { aCleanerWorld, receiptOf, type CleanerWorld } from './a-cleaner-world.ts';

let world: CleanerWorld;
beforeEach(() => {
  world = aCleanerWorld();
});

const compose = { 'com.docker.compose.project': 'shop' };
const skipped = ({ skipped: items }: Receipt): readonly string[] =>
  items.map(({ id, why }) => `${id} ${why}`);

describe('what a plan lists, and that stays when it is run', () => {
  test('what a rule protects since, and what it was made from', async () => {
    const { id } = await world.plan();
    world.guard.now = {
      ...world.guard.now,
      protectRules: [{ kind: 'image', pattern: 'app:*' }],
    };
    const receipt = receiptOf(await world.run(id));
    expect(skipped(receipt)).toEqual(['i protected']);
    expect(world.engine.inventory.images).toHaveLength(1);
    expect(world.engine.calls).not.toContain('delete images i');
  });

  test('what belongs to a Compose project that runs since', async () => {
    const stopped = aContainer({ id: 'c', imageId: 'i', labels: compose, writtenBytes: 5 });
    world.engine.inventory = { ...world.engine.inventory, containers: [stopped] };
    const { id, items } = await world.plan();
    expect(items.map((item) => item.id)).toContain('c');
    const running = aContainer({ id: 'web', imageId: 'other', state: 'running', labels: compose });
    world.engine.inventory = { ...world.engine.inventory, containers: [stopped, running] };
    expect(skipped(receiptOf(await world.run(id)))).toEqual(['c compose-project-runs', 'i in-use']);
  });

  test('an image that a new container, even a stopped one, was made from', async () => {
    const { id } = await world.plan();
    const { containers } = world.engine.inventory;
    world.engine.inventory = {
      ...world.engine.inventory,
      containers: [...containers, aContainer({ id: 'late', imageId: 'i' })],
    };
    const receipt = receiptOf(await world.run(id));
    expect(skipped(receipt)).toEqual(['i in-use']);
    expect(world.engine.inventory.containers.map((container) => container.id)).toEqual(['late']);
  });

  test('an image that was named anew', async () => {
    const { id } = await world.plan();
    const image = anImage({ id: 'i', references: ['app:1', 'app:2'], containerCount: 1 });
    world.engine.inventory = { ...world.engine.inventory, images: [image] };
    expect(skipped(receiptOf(await world.run(id)))).toEqual(['i changed']);
  });

  test('a volume that was made anew under the name of the one listed', async () => {
    const listed = aVolume({ name: 'v', createdAtMs: 1_000 });
    world.engine.inventory = { ...world.engine.inventory, volumes: [listed] };
    const options = { ...optionsOf('cache'), kinds: ['volume' as const] };
    const { id, items } = await world.cleaner.createPlan(world.engine, options);
    expect(items.map(({ name }) => name)).toEqual(['v']);
    world.engine.inventory = { ...world.engine.inventory, volumes: [{ ...listed, createdAtMs: 2_000 }] };
    expect(skipped(receiptOf(await world.run(id)))).toEqual(['v changed']);
    expect(world.engine.calls).not.toContain('delete volumes v');
  });

  test('a record used since, and the one it was made from', async () => {
    const { id } = await world.plan('cache');
    const [base, step] = world.engine.inventory.records;
    world.engine.inventory = {
      ...world.engine.inventory,
      records: [base!, { ...step!, lastUsedAtMs: 77 }],
    };
    expect(skipped(receiptOf(await world.run(id)))).toEqual(['step changed', 'base child-stays']);
    expect(world.engine.inventory.records).toHaveLength(2);
  });
});

test('a rule made while a clean runs keeps what is not deleted yet', async () => {
  world.engine.inventory = {
    ...world.engine.inventory,
    containers: [],
    images: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => anImage({ id, references: [`app:${id}`] })),
  };
  const { id } = await world.plan();
  world.engine.onCall = (call) => {
    if (call === 'delete images a')
      world.guard.now = { ...world.guard.now, protectRules: [{ kind: 'image', pattern: 'app:f' }] };
  };
  expect(skipped(receiptOf(await world.run(id)))).toEqual(['f protected']);
});

test('a rule made while the cache goes keeps the cache that is not deleted yet', async () => {
  const records = Array.from({ length: 300 }, (_, place) =>
    aRecord({ id: `r${place}`, description: place === 299 ? 'RUN slow' : 'RUN x', lastUsedAtMs: place }),
  );
  world.engine.inventory = { ...world.engine.inventory, records };
  const { id } = await world.plan('cache');
  world.engine.onCall = (call) => {
    if (call.startsWith('pruneRecords'))
      world.guard.now = { ...world.guard.now, protectRules: [{ kind: 'cache', pattern: 'RUN slow' }] };
  };
  expect(skipped(receiptOf(await world.run(id)))).toEqual(['r299 protected']);
  expect(world.engine.inventory.records).toHaveLength(1);
});

describe('a build that begins in the middle', () => {
  const build = [{ atMs: 0, type: 'image', action: 'tag', id: 'x' }] as const;

  test('is waited for before the cache is touched, then the clean goes on', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.engine.events = build;
    };
    const running = world.run(id, { ms: 60_000 });
    await world.clock.advance(5_000);
    expect(world.seen.at(-1)).toMatchObject({ kind: 'waiting', reason: 'build-runs' });
    expect(world.engine.inventory.records).toHaveLength(2);
    world.engine.events = [];
    await world.clock.advance(5_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'done', engineBytes: 116 });
  });

  test.each([
    ['an image', 'delete containers c', { kind: 'image', pattern: 'app:1' }, 'i'],
    ['cache', 'delete images i', { kind: 'cache-type', pattern: 'regular' }, 'base'],
  ] as const)('keeps %s that is protected while it is waited for', async (_, call, rule, id) => {
    const image = anImage({ id: 'i', references: ['app:1'] });
    world.engine.inventory = { ...world.engine.inventory, images: [image] };
    const plan = await world.plan();
    world.engine.onCall = (each) => {
      if (each === call) world.engine.events = build;
    };
    const running = world.run(plan.id, { ms: 60_000 });
    await world.clock.advance(5_000);
    expect(world.seen.at(-1)).toMatchObject({ kind: 'waiting', reason: 'build-runs' });
    world.guard.now = { ...world.guard.now, protectRules: [rule] };
    world.engine.events = [];
    await world.clock.advance(5_000);
    expect(skipped(receiptOf(await running))).toContain(`${id} protected`);
  });

  test('ends the clean where another engine answers once it was waited for', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete containers c') world.engine.events = build;
    };
    const running = world.run(id, { ms: 60_000 });
    await world.clock.advance(5_000);
    world.engine.identityNow = { ...world.engine.identityNow, id: 'ANOTHER' };
    world.engine.events = [];
    await world.clock.advance(5_000);
    expect(receiptOf(await running)).toMatchObject({ outcome: 'partly', problem: 'engine-changed' });
    expect(world.engine.inventory.images).toHaveLength(1);
  });

  test('ends the clean where it may not wait, with what went', async () => {
    const { id } = await world.plan();
    world.engine.onCall = (call) => {
      if (call === 'delete images i') world.engine.events = build;
    };
    const receipt = receiptOf(await world.run(id));
    expect(receipt).toMatchObject({ outcome: 'partly', problem: 'build-runs' });
    expect(skipped(receipt)).toEqual(['step stopped', 'base stopped']);
  });
});
