/** A believable state; a test names only what matters to it. */

import { firstState } from '../../electron/core/first-state.ts';
import { settingsDefaults, type Settings } from '../../shared/settings.ts';
import type { AppState, EngineFacts, ReceiptSummary, Usage } from '../../shared/state.ts';
import type { CacheUsage } from '../../shared/usage.ts';

export const GB = 1_000_000_000;

export const someFacts: EngineFacts = {
  name: 'box',
  version: '28.5.2',
  apiVersion: '1.51',
  imageStore: 'classic',
  endpoint: 'unix:///var/run/docker.sock',
  isSample: false,
  isRemote: false,
};

function aCache(totalBytes: number, freesNowBytes = totalBytes): CacheUsage {
  return {
    recordCount: 3,
    totalBytes,
    freesNowBytes,
    sharedBytes: totalBytes - freesNowBytes,
    inUseBytes: 0,
    protectedBytes: 0,
    byType: { regular: totalBytes },
  };
}

export interface StateGiven extends Partial<Omit<AppState, 'settings' | 'usage'>> {
  readonly cacheBytes?: number;
  readonly usage?: Partial<Usage>;
  readonly settings?: Partial<Settings>;
}

export function aState({ cacheBytes, usage, settings, ...rest }: StateGiven = {}): AppState {
  const first = firstState(
    { ...settingsDefaults, budgetBytes: 20 * GB, ...settings },
    {
      platform: 'linux',
      hasTray: true,
      appVersion: '0.0.0',
    },
  );
  return {
    ...first,
    engine: { kind: 'ready', facts: someFacts },
    ...rest,
    usage: {
      ...first.usage,
      ...(cacheBytes !== undefined && { cache: { takenAtMs: 0, value: aCache(cacheBytes) } }),
      ...usage,
    },
  };
}

export function aReceipt(given: Partial<ReceiptSummary> = {}): ReceiptSummary {
  return {
    planId: 'p1',
    preset: 'deep',
    presetName: '',
    source: 'tray',
    finishedAtMs: 0,
    durationMs: 1_000,
    outcome: 'done',
    deletedCount: 12,
    skippedCount: 1,
    engineBytes: 3 * GB,
    freedBytes: 2 * GB,
    diskBytes: 2 * GB,
    problem: undefined,
    ...given,
  };
}
