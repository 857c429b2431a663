import { beforeEach, expect, test } from 'vitest';
import { inspectInTurn, type InTurn } from '../../electron/core/inspect-in-turn.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';
import { aContainer } from './an-inventory.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

let clock: FakeClock;
let engine: MemoryEngine;
let found: string[];

beforeEach(() => {
  clock = new FakeClock(0);
  engine = new MemoryEngine({ containers: ids.map((id) => aContainer({ id })) });
  engine.onCall = () => new Promise((answer) => clock.after(10, answer));
  found = [];
});

/** Every batch is answered in 10 ms. */
async function inspect(when: Partial<InTurn> = {}): Promise<void> {
  for await (const batch of inspectInTurn(engine, ids, { clock, isOver: () => false, ...when }))
    found.push(...batch.keys());
}

test('rests four times as long as each batch took', async () => {
  const inspected = inspect();
  await clock.advance(10);
  expect(found).toEqual(['a', 'b', 'c', 'd']);
  await clock.advance(39);
  expect(engine.calls).toHaveLength(1);
  await clock.advance(1);
  expect(engine.calls).toEqual(['inspectContainers a b c d', 'inspectContainers e f g h']);
  await clock.advance(100);
  await inspected;
  expect(found).toEqual(ids);
});

test('does not rest while somebody waits', async () => {
  const inspected = inspect({ isUrgent: () => clock.nowMs() < 20 });
  await clock.advance(20);
  expect(found).toHaveLength(8);
  await clock.advance(39);
  expect(engine.calls).toHaveLength(2);
  await clock.advance(60);
  await inspected;
  expect(found).toEqual(ids);
});

test('ends where nobody wants the rest', async () => {
  const inspected = inspect({ isOver: () => clock.nowMs() >= 10 });
  await clock.advance(1_000);
  await inspected;
  expect(found).toEqual(['a', 'b', 'c', 'd']);
});

test('does not rest for long because the clock was set or the computer slept', async () => {
  const inspected = inspect();
  await clock.advance(5);
  clock.set(3_600_000);
  await clock.advance(1_005);
  expect(engine.calls).toHaveLength(2);
  await clock.advance(3_600_000);
  await inspected;
});
