/** The whole core over engines in memory, as the app runs it. */

import { Bilge } from '../../electron/core/bilge.ts';
import type { Engine } from '../../electron/core/ports/engine.ts';
import type { UnfinishedClean } from '../../electron/core/ports/host.ts';
import { settingsDefaults, type Settings } from '../../shared/settings.ts';
import { FakeClock, settled } from '../fakes/fake-clock.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';
import { MemoryJournal, stopSignal } from '../fakes/memory-host.ts';
import { aRecord } from './usage/arbitrary-records.ts';

export interface RunningCore {
  readonly bilge: Bilge;
  readonly clock: FakeClock;
  readonly journal: MemoryJournal;
  readonly engines: Readonly<Record<'first' | 'second', MemoryEngine>>;
  /** Opening an engine takes until this settles. */
  readonly opening: Record<string, Promise<void>>;
  /** What was opened, and for which preset. */
  readonly screens: string[];
  /** Titles of the notices shown. */
  readonly notices: string[];
  readonly settingsFile: { isFull: boolean };
}

/** `left` is what a crash of an earlier run left in the journal. */
export async function aRunningCore(
  given: Partial<Settings> = {},
  left?: UnfinishedClean,
): Promise<RunningCore> {
  const clock = new FakeClock(0);
  const journal = new MemoryJournal();
  journal.left = left;
  const engines = { first: engineAt('first', 1), second: engineAt('second', 2) };
  const opening: Record<string, Promise<void>> = {};
  const screens: string[] = [];
  const notices: string[] = [];
  const settingsFile = { isFull: false };
  const settings: Settings = { ...settingsDefaults, ...given };
  const open = async (endpoint = 'first'): Promise<{ engine: Engine; endpoint: string }> => {
    await opening[endpoint];
    return { engine: endpoint === 'second' ? engines.second : engines.first, endpoint };
  };
  let tokens = 0;
  const bilge = new Bilge(
    {
      door: { list: async () => [], open, openSample: () => open() },
      clock,
      journal,
      log: { write: () => undefined },
      disk: { space: async () => undefined },
      lock: { acquire: async () => async () => undefined },
      randomness: { token: () => `token${(tokens += 1)}` },
      newStop: stopSignal,
      settingsFile: {
        mayLackRules: async () => false,
        read: async () => settings,
        write: async () => {
          if (settingsFile.isFull) throw new Error('no space left on device');
        },
      },
      samples: { add: async () => undefined, read: async () => [] },
      noticeMemory: { read: async () => undefined, write: async () => undefined },
      logFiles: { sizesBytes: async () => new Map() },
      imageUseMemory: { read: async () => undefined, write: async () => undefined },
      updateMemory: { read: async () => undefined, write: async () => undefined },
      showNotice: ({ title }) => notices.push(title),
      openScreen: (screen, preset) => screens.push(`${screen} ${preset}`),
      releases: { newest: async () => ({ kind: 'offline' }) },
      isAtLogin: false,
    },
    settings,
    { platform: 'linux', hasTray: true, appVersion: '0.0.0' },
  );
  await bilge.start('engine');
  await settled();
  return { bilge, clock, journal, engines, opening, screens, notices, settingsFile };
}

function engineAt(endpoint: string, sizeBytes: number): MemoryEngine {
  const engine = new MemoryEngine({ records: [aRecord({ id: endpoint, sizeBytes })] });
  engine.identityNow = { ...engine.identityNow, endpoint };
  return engine;
}
