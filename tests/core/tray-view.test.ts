import { afterEach, describe, expect, test } from 'vitest';
import { trayView, type TrayRow } from '../../electron/core/tray-view.ts';
import { useLanguage } from '../../shared/locale.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import type { CleanProgress } from '../../shared/plan.ts';
import type { AppState } from '../../shared/state.ts';
import { aState, GB, someFacts } from './a-state.ts';

afterEach(() => useLanguage('en', 'en'));

const frees = { certain: 2.53 * GB, possible: 3 * GB };
const filled = aState({
  cacheBytes: 15 * GB,
  usage: { frees: { takenAtMs: 0, value: { cache: frees, quick: frees, deep: frees } } },
});
const lost: AppState['engine'] = { kind: 'unreachable', error: 'refused', lastFacts: someFacts, sinceMs: 0 };

function cleaningState(given: Partial<CleanProgress>): AppState {
  const progress: CleanProgress = {
    kind: 'image',
    doneItems: 3,
    totalItems: 12,
    doneBytes: GB,
    totalBytes: 4 * GB,
    bytesPerSecond: undefined,
    leftMs: undefined,
    waitsFor: undefined,
    ...given,
  };
  return aState({
    cleaning: { kind: 'running', preset: 'deep', startedAtMs: 0, progress, isStopping: false },
  });
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const labels = (rows: readonly TrayRow[]): readonly string[] =>
  rows.flatMap((row) => (row.kind === 'separator' ? [] : [plain(row.label)]));
const menuOf = (state: AppState): readonly string[] => labels(trayView(state, 0).menu);

describe('the tray', () => {
  test('has the figure first, then what a clean frees, then the way in', () => {
    expect(menuOf(filled)).toEqual([
      'Build cache 15.0 GB of 20.0 GB',
      '15.0 GB frees now',
      'Deep clean, frees 2.53 GB',
      'Clean build cache only, frees 2.53 GB',
      'Open Bilge',
      'Pause automation',
      'Settings',
      'Quit',
    ]);
  });

  test('says the same in all three languages', () => {
    useLanguage('zh-CN', 'en');
    expect(menuOf(filled)[2]).toBe('深度清理，释放 2.53 GB');
    useLanguage('ko', 'en');
    expect(menuOf(filled)[2]).toBe('심층 정리, 2.53 GB 확보');
  });

  test('fills its gauge by the budget and colours it by the level', () => {
    const gaugeAt = (gigabytes: number) => trayView(aState({ cacheBytes: gigabytes * GB }), 0).gauge;
    expect(gaugeAt(10)).toMatchObject({ level: 0.5, mood: 'ok' });
    expect(gaugeAt(16)).toMatchObject({ mood: 'warning' });
    expect(gaugeAt(20)).toMatchObject({ level: 1, mood: 'critical' });
    expect(gaugeAt(400)).toMatchObject({ level: 1 });
  });

  test('shows the figure beside the icon only while it is true', () => {
    expect(plain(trayView(filled, 0).title)).toBe('15.0 GB');
    expect(trayView({ ...filled, engine: lost }, 0).title).toBe('');
  });

  test('does not change with what it does not draw', () => {
    const again = {
      ...filled,
      usage: { ...filled.usage, cache: { ...filled.usage.cache!, takenAtMs: 99_999 } },
    };
    expect(trayView(again, 99_999)).toEqual(trayView(filled, 0));
  });

  test('shows progress and Stop while cleaning, and nothing that starts another', () => {
    const state = cleaningState({});
    expect(trayView(state, 0).gauge.mood).toBe('cleaning');
    expect(menuOf(state)).toContain('Cleaning 25%, 1.00 GB so far');
    expect(menuOf(state)).toContain('Stop');
    expect(menuOf(state).some((label) => label.includes('clean, frees'))).toBe(false);
  });

  test('tells the time left in whole minutes, and what is waited for', () => {
    expect(menuOf(cleaningState({ leftMs: 130_000 }))).toContain(
      'Cleaning 25%, 1.00 GB so far, about 3 min left',
    );
    expect(menuOf(cleaningState({ waitsFor: 'other-prune' }))).toContain('Waiting for another prune to end');
    expect(menuOf(cleaningState({ waitsFor: 'engine' }))).toContain('Waiting for the engine to come back');
  });

  test('offers to clean anyway while a build is waited for, and not while another clean is', () => {
    const waiting = (reason: 'build-runs' | 'other-clean-runs') =>
      menuOf(aState({ cleaning: { kind: 'waiting', preset: 'deep', reason, sinceMs: 0 } }));
    expect(waiting('build-runs').slice(1, 4)).toEqual(['Waiting for a build to end', 'Clean anyway', 'Stop']);
    expect(waiting('other-clean-runs').slice(1, 3)).toEqual(['Waiting for another clean to end', 'Stop']);
  });

  test('has the user’s own presets in a menu of their own, each with what it frees', () => {
    const { preset: _, ...choices } = optionsOf('quick');
    const presets = [
      { id: 'custom-1', name: 'Weekend', choices },
      { id: 'custom-2', name: 'New', choices },
    ] as const;
    const value = { ...filled.usage.frees!.value, 'custom-1': frees };
    const state = aState({
      cacheBytes: GB,
      settings: { presets: [...presets] },
      usage: { frees: { takenAtMs: 0, value } },
    });
    const menu = trayView(state, 0).menu.find((row) => row.kind === 'submenu' && row.label === 'Presets');
    if (menu?.kind !== 'submenu') throw new Error('No presets in the menu');
    expect(labels(menu.rows)).toEqual(['Weekend, frees 2.53 GB', 'New']);
    expect(menu.rows[0]).toMatchObject({ command: { kind: 'clean', preset: 'custom-1' } });
    expect(menuOf(filled)).not.toContain('Presets');
  });

  test('never shows a stale figure as fresh', () => {
    const view = trayView({ ...filled, engine: lost }, 0);
    expect(view.gauge.mood).toBe('unreachable');
    expect(plain(view.tooltip)).toMatch(
      /Nothing answers at the engine’s address\. Build cache 15\.0 GB, as of /,
    );
    const deep = view.menu.find((row) => row.kind === 'command' && row.command.kind === 'clean');
    expect(deep).toMatchObject({ label: 'Deep clean', isEnabled: false });
  });

  test('sleeps with the engine', () => {
    expect(trayView(aState({ engine: { ...lost, error: 'asleep' } }), 0).gauge.mood).toBe('asleep');
  });

  test('names the sample engine as such', () => {
    const sample = aState({
      cacheBytes: GB,
      engine: { kind: 'ready', facts: { ...someFacts, isSample: true } },
    });
    expect(menuOf(sample)[0]).toBe('Sample engine, not real');
    expect(trayView(sample, 0).gauge.isSample).toBe(true);
  });

  test('offers the engines only where there is a choice', () => {
    const choice = (token: string, isCurrent: boolean) => ({
      token,
      isCurrent,
      label: token,
      endpoint: token,
    });
    expect(menuOf(aState({ engines: [choice('a', true)] }))).not.toContain('Engine');
    expect(menuOf(aState({ engines: [choice('a', true), choice('b', false)] }))).toContain('Engine');
  });

  test('offers to resume while paused, and no longer', () => {
    const paused = aState({ automation: { pausedUntilMs: 1_000, nextRunAtMs: undefined } });
    expect(labels(trayView(paused, 999).menu)).toContain('Resume automation');
    expect(labels(trayView(paused, 1_000).menu)).toContain('Pause automation');
  });

  test('gauges the disk where the user wants that', () => {
    const disk = { takenAtMs: 0, value: { totalBytes: 100 * GB, freeBytes: 25 * GB } };
    const view = trayView(aState({ cacheBytes: GB, usage: { disk }, settings: { trayShows: 'disk' } }), 0);
    expect(view.gauge.level).toBe(0.75);
    expect(plain(view.tooltip)).toContain('25.0 GB free on the engine’s disk');
  });
});
