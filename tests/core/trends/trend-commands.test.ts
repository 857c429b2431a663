/** What a window hears of trends: of the engine in view alone, up to the present reading. */

import { expect, test } from 'vitest';
import { TrendCommands } from '../../../electron/core/commands/trend-commands.ts';
import type { Sample } from '../../../electron/core/ports/host.ts';
import { DAY_MS } from '../../../electron/core/trends/forecast.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { aState, GB } from '../a-state.ts';
import { anInventory } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';

const NOW_MS = 100 * DAY_MS;

function commandsOver(samples: readonly Sample[], engineKey: string | undefined = 'here') {
  const state = aState({ cacheBytes: 7 * GB });
  const usage = { ...state.usage, cache: state.usage.cache && { ...state.usage.cache, takenAtMs: NOW_MS } };
  const inventory = anInventory({ records: [aRecord({ id: 'r', createdAtMs: NOW_MS - 1 })] });
  return new TrendCommands(
    {
      clock: new FakeClock(NOW_MS),
      samples: {
        add: async () => undefined,
        read: async (key, category, sinceMs) =>
          samples.filter(
            (each) => each.engineKey === key && each.category === category && each.atMs >= sinceMs,
          ),
      },
    },
    { engineKey, store: { state: { ...state, usage } } as never, monitor: { inventory } as never },
    () => 4,
  );
}

function sample(daysAgo: number, gigabytes: number, given: Partial<Sample> = {}): Sample {
  const atMs = NOW_MS - daysAgo * DAY_MS;
  return { atMs, engineKey: 'here', category: 'cache', bytes: gigabytes * GB, ...given };
}

test('a trend goes from its span to the present reading', async () => {
  const commands = commandsOver([sample(80, 1), sample(1.5, 2), sample(0.5, 3), sample(-1, 9)]);
  const bytes = async (span: '48h' | '90d'): Promise<readonly number[]> =>
    (await commands.trend('cache', span)).points.map((point) => point.bytes / GB);
  expect(await bytes('48h')).toEqual([2, 3, 7]);
  expect(await bytes('90d')).toEqual([1, 2, 3, 7]);
});

test('nothing of another engine, and nothing before one was read', async () => {
  const elsewhere = [sample(1, 3, { engineKey: 'elsewhere' })];
  expect(await commandsOver(elsewhere).trend('cache', '48h')).toEqual({ points: [] });
  const commands = commandsOver([sample(1, 3)], '');
  expect(await commands.trend('cache', '48h')).toEqual({ points: [] });
});

test('changes tell each category, and what came', async () => {
  const commands = commandsOver([sample(1.1, 4), sample(8, 1)]);
  const { changes, newcomers } = await commands.changes('day');
  expect(changes).toEqual([
    { category: 'cache', bytes: 3 * GB },
    { category: 'images', bytes: undefined },
    { category: 'containers', bytes: undefined },
    { category: 'volumes', bytes: undefined },
  ]);
  expect(newcomers).toMatchObject([{ kind: 'record', row: 4 }]);
  expect((await commands.changes('week')).changes[0]).toEqual({ category: 'cache', bytes: 6 * GB });
});
