import { afterEach, describe, expect, test } from 'vitest';
import { optionsOf } from '../../shared/clean-options.ts';
import { build } from './build-image.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { fill } from './fill.ts';
import { contentsOf, type EngineContents } from './inventory.ts';
import { openCleaner } from './real-cleaner.ts';
import { startToItsEnd } from './run-container.ts';

const open: RigEngine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.dispose();
});

/** What is in one and not in the other, kind by kind. */
function added(before: EngineContents, after: EngineContents): EngineContents {
  const without = (kind: keyof EngineContents): string[] =>
    after[kind].filter((each) => !before[kind].includes(each));
  return {
    containers: without('containers'),
    images: without('images'),
    records: without('records'),
    volumes: without('volumes'),
    networks: without('networks'),
  };
}

describe.each(dockerEngines)('between plan and clean on %s', (name) => {
  test('what is made, started or retagged stays, and what was listed goes', async () => {
    const rig = await startEngine(name);
    open.push(rig);
    await fill(rig, 'shared');
    const cleaner = await openCleaner(rig.endpoint);
    const before = await contentsOf(rig);
    const deep = optionsOf('deep');
    const plan = await cleaner.plan({ ...deep, kinds: [...deep.kinds, 'volume'] });

    await build(rig, {
      dockerfile: 'FROM bb:local\nRUN head -c 900000 /dev/urandom > /late\n',
      tags: ['late:1'],
    });
    await rig.docker(['create', '--network', 'none', '--name', 'late', 'library:1', 'true']);
    await rig.docker(['network', 'create', 'late']);
    await rig.docker(['volume', 'create', 'late']);
    await rig.docker(['tag', 'second:1', 'second:late']);
    await startToItsEnd(rig, 'stopped');
    await rig.docker(['create', '--network', 'idle', '--name', 'late-on-idle', 'bb:local', 'true']);
    const late = added(before, await contentsOf(rig));

    const receipt = await cleaner.clean(plan);
    cleaner.close();

    const left = await contentsOf(rig);
    for (const kind of ['containers', 'images', 'records', 'volumes', 'networks'] as const) {
      expect(left[kind], kind).toEqual(expect.arrayContaining([...late[kind]]));
    }
    const listed = new Set(plan.items.map((item) => `${item.kind} ${item.id}`));
    for (const item of receipt.deleted) expect(listed).toContain(`${item.kind} ${item.id}`);
    const skipped = Object.fromEntries(receipt.skipped.map((item) => [item.name, item.why]));
    expect(skipped).toMatchObject({
      stopped: 'changed',
      idle: 'in-use',
      'library:1': 'in-use',
      'second:1': 'changed',
    });
    expect(left.images.some((image) => image.startsWith('first:1'))).toBe(false);
  });
});
