/** What a window hears of trends: of the engine in view alone, up to the present reading. */

import { expect, test } from 'vitest';
import { TrendCommands } from '../../../electron/core/commands/trend-commands.ts';
import type { Sample } from '../../../electron/core/ports/host.ts';
import { DAY_MS } from '../../../electron/core/trends/forecast.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { MemoryJournal } from '../../fakes/memory-host.ts';
import { aState, GB } from '../a-state.ts';
import { anInventory } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';

const NOW_MS = 100 * DAY_MS;

function commandsOver(samples: readonly Sample[], engineKey: string | undefined = 'here') {
  const journal = new MemoryJournal();
  const state = aState({ cacheBytes: 7 * GB });
  const usage = { ...state.usage, cache: state.usage.cache && { ...state.usage.cache, takenAtMs: NOW_MS } };
  const inventory = anInventory({ records: [aRecord({ id: 'r', createdAtMs: NOW_MS - 1 })] });
  const commands = new TrendCommands(
    {
      clock: new FakeClock(NOW_MS),
      journal,
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
  return { commands, journal };
}

function sample(daysAgo: number, gigabytes: number, given: Partial<Sample> = {}): Sample {
  const atMs = NOW_MS - daysAgo * DAY_MS;
  return { atMs, engineKey: 'here', category: 'cache', bytes: gigabytes * GB, ...given };
}

test('a trend goes from its span to the present reading', async () => {
  const { commands } = commandsOver([sample(80, 1), sample(1.5, 2), sample(0.5, 3), sample(-1, 9)]);
  const bytes = async (span: '48h' | '90d'): Promise<readonly number[]> =>
    (await commands.trend('cache', span)).points.map((point) => point.bytes / GB);
  expect(await bytes('48h')).toEqual([2, 3, 7]);
  expect(await bytes('90d')).toEqual([1, 2, 3, 7]);
});

test('nothing of another engine, and nothing before one was read', async () => {
  const elsewhere = [sample(1, 3, { engineKey: 'elsewhere' })];
  expect(await commandsOver(elsewhere).commands.trend('cache', '48h')).toEqual({ points: [] });
  const { commands } = commandsOver([sample(1, 3)], '');
  expect(await commands.trend('cache', '48h')).toEqual({ points: [] });
});

test('the forecast leaves out what cleans freed', async () => {
  const free = Array.from({ length: 10 * 24 }, (_, hour) =>
    sample(10 - hour / 24, 90 - hour / 12 + (hour > 120 ? 25 : 0), { category: 'disk-free' }),
  );
  const { commands, journal } = commandsOver(free);
  const before = await commands.forecast();
  journal.finished.push({
    startedAtMs: NOW_MS - 5 * DAY_MS,
    durationMs: 60_000,
    deleted: [{}],
  } as never);
  const after = await commands.forecast();
  if (after.kind !== 'fills') throw new Error(after.kind);
  expect(after.likelyDays).toBeCloseTo((90 - 239 / 12 + 25) / 2, 1);
  expect(before).not.toEqual(after);
});

test('changes tell each category, and what came', async () => {
  const { commands } = commandsOver([sample(1.1, 4), sample(8, 1)]);
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
