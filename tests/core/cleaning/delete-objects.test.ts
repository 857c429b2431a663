/** How many deletes are under way at a time. */

import { expect, test } from 'vitest';
import { anImage } from '../an-inventory.ts';
import { aCleanerWorld } from './a-cleaner-world.ts';

/** The most deletes of images that were under way at once, the first four left out, when each takes so long. */
async function mostAtOnce(eachTakesMs: number): Promise<{ readonly first: number; readonly later: number }> {
  const world = aCleanerWorld();
  const images = Array.from({ length: 12 }, (_, index) => anImage({ id: `i${String(index)}` }));
  world.engine.inventory = { ...world.engine.inventory, containers: [], images, records: [] };
  const { id } = await world.plan();
  const most = { first: 0, later: 0 };
  let [underWay, begun] = [0, 0];
  world.engine.onCall = async (call) => {
    if (!call.startsWith('delete images')) return;
    const part = begun < 4 ? 'first' : 'later';
    [underWay, begun] = [underWay + 1, begun + 1];
    most[part] = Math.max(most[part], underWay);
    await new Promise<void>((resolve) => world.clock.after(eachTakesMs, resolve));
    underWay -= 1;
  };
  const run = world.run(id);
  await world.clock.advance(60_000);
  await run;
  return most;
}

test('four while the engine is quick', async () => {
  expect(await mostAtOnce(100)).toEqual({ first: 4, later: 4 });
});

test('one by one where each takes long, so that a stop has one to wait for', async () => {
  expect(await mostAtOnce(500)).toEqual({ first: 4, later: 1 });
});
