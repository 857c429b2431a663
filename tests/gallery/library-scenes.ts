/** Scenes of what a user keeps: presets, protect rules, the history of cleans. */

import { emptyState, readyState } from '../fakes/app-states.ts';
import { ownPresets, pastCleans, protectRules, receiptsOf, ruleMatches } from '../fakes/library.ts';
import { deepReceipt } from '../fakes/receipts.ts';
import type { Scene } from './scene.ts';

const GB = 1_000_000_000;

export function libraryScenesAt(nowMs: number): Readonly<Record<string, Scene>> {
  const ready = readyState(nowMs);
  const frees = ready.usage.frees;
  const kept: Scene = {
    goesTo: 'settings',
    state: {
      ...ready,
      usage: {
        ...ready.usage,
        frees: frees && {
          ...frees,
          value: { ...frees.value, 'custom-weekly': { certain: 4.2 * GB, possible: 4.2 * GB } },
        },
      },
      settings: {
        ...ready.settings,
        presets: ownPresets,
        protectRules,
        schedulePreset: 'custom-weekly',
      },
    },
    answers: { protectedNow: async () => ruleMatches },
  };
  const history: Scene = {
    goesTo: 'history',
    state: ready,
    answers: { receipts: receiptsOf(pastCleans(nowMs)), receipt: async () => deepReceipt(nowMs) },
  };
  const about = (updates: Partial<Scene['state']['updates']>): Scene => ({
    goesTo: 'settings',
    state: { ...ready, updates: { ...ready.updates, ...updates } },
  });
  const threeDaysAgo = nowMs - 3 * 24 * 3_600_000;
  return {
    'update-current': about({ lookedAtMs: nowMs - 60_000 }),
    'update-newer': about({ newer: '0.2.0', lookedAtMs: nowMs - 60_000 }),
    'update-offline': about({ problem: 'offline', lookedAtMs: threeDaysAgo }),
    'update-newer-offline': about({ newer: '0.2.0', problem: 'offline', lookedAtMs: threeDaysAgo }),
    'update-bad-reply': about({ problem: 'bad-reply' }),
    'settings-presets': kept,
    'settings-preset-deleted': kept,
    'preset-editor': kept,
    'preset-editor-wrong': kept,
    'settings-protection': kept,
    'settings-protection-edited': kept,
    history,
    'history-receipt': history,
    'history-not-found': history,
    'history-empty': { goesTo: 'history', state: emptyState(nowMs) },
  };
}
