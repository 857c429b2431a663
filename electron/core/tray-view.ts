/** What the tray shows, drawn from the state by one pure function. It changes only when a drawn value does. */

import { budgetOf } from '../../shared/budget.ts';
import { isDiskAlmostFull } from '../../shared/disk-level.ts';
import { humanSize } from '../../shared/format.ts';
import { currentLocale } from '../../shared/locale.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { PresetId } from '../../shared/clean-options.ts';
import type { CleanProgress } from '../../shared/plan.ts';
import type { AppState } from '../../shared/state.ts';
import { errorWhat } from '../../shared/words.ts';
import { budgetFraction, diskFraction } from './levels.ts';

export type GaugeMood = 'ok' | 'warning' | 'critical' | 'cleaning' | 'unreachable' | 'asleep';

export interface TrayView {
  readonly gauge: {
    /** 0–1 of the budget, clamped, quantised to 1/64. */
    readonly level: number;
    readonly mood: GaugeMood;
    readonly isSample: boolean;
  };
  /** macOS, beside the icon. */
  readonly title: string;
  readonly tooltip: string;
  readonly menu: readonly TrayRow[];
}

export type TrayRow =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'command';
      readonly label: string;
      readonly command: TrayCommand;
      readonly isEnabled: boolean;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly rows: readonly TrayRow[] }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly isChosen: boolean;
      readonly command: TrayCommand;
    };

export type TrayCommand =
  | { readonly kind: 'clean'; readonly preset: PresetId }
  | { readonly kind: 'insist' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'open'; readonly screen: 'overview' | 'settings' }
  | { readonly kind: 'choose-engine'; readonly token: string }
  | { readonly kind: 'pause'; readonly until: 'one-hour' | 'tomorrow' | 'resumed-by-hand' | 'now' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'quit' };

/** The gauge moves in steps that an eye can see at 16 px and no finer, so that the icon is redrawn rarely. */
const LEVEL_STEPS = 64;
/** From this share of the budget the gauge warns; at the whole it is critical. */
const WARNING_FRACTION = 0.8;

const SEPARATOR: TrayRow = { kind: 'separator' };

export function trayView(state: AppState, nowMs: number): TrayView {
  const lines = figureLines(state);
  return {
    gauge: {
      level: quantised(levelOf(state) ?? 0),
      mood: moodOf(state),
      isSample: isSample(state),
    },
    title: titleOf(state),
    tooltip: ['Bilge', ...lines].join('\n'),
    menu: [
      ...lines.map(text),
      SEPARATOR,
      ...cleanRows(state),
      SEPARATOR,
      command(m.tray_open(), { kind: 'open', screen: 'overview' }),
      ...engineRows(state),
      pauseRow(state, nowMs),
      command(m.tray_settings(), { kind: 'open', screen: 'settings' }),
      SEPARATOR,
      command(m.tray_quit(), { kind: 'quit' }),
    ],
  };
}

/** A bare figure has no room for its time, so an old one is left out. */
function titleOf({ engine, usage }: AppState): string {
  return engine.kind === 'unreachable' || usage.cache === undefined
    ? ''
    : humanSize(usage.cache.value.totalBytes);
}

function figureLines(state: AppState): readonly string[] {
  const lines = [cacheLine(state)];
  if (isSample(state)) lines.unshift(m.tray_sample());
  const disk = state.usage.disk?.value;
  if (isReady(state) && state.usage.cache) {
    lines.push(m.tray_frees_now({ size: humanSize(state.usage.cache.value.freesNowBytes) }));
  }
  if (state.settings.trayShows === 'disk' && disk)
    lines.push(m.tray_disk_free({ size: humanSize(disk.freeBytes) }));
  return lines.filter((line) => line !== '');
}

function cacheLine(state: AppState): string {
  const { cache, disk } = state.usage;
  if (state.engine.kind === 'unreachable') {
    const problem = errorWhat(state.engine.error);
    if (cache === undefined) return problem;
    const time = new Intl.DateTimeFormat(currentLocale(), { timeStyle: 'short' }).format(cache.takenAtMs);
    return `${problem} ${m.tray_cache_as_of({ size: humanSize(cache.value.totalBytes), time })}`;
  }
  if (cache === undefined) return m.tray_connecting();
  const budget = humanSize(budgetOf(state.settings, disk?.value));
  return m.tray_cache_of_budget({ size: humanSize(cache.value.totalBytes), budget });
}

function cleanRows(state: AppState): readonly TrayRow[] {
  const { cleaning } = state;
  switch (cleaning.kind) {
    case 'idle':
      return [cleanRow(state, 'deep'), cleanRow(state, 'cache'), ...presetRows(state)];
    case 'planning':
      return [text(m.tray_planning())];
    case 'waiting':
      return cleaning.reason === 'build-runs'
        ? [text(m.tray_waiting()), command(m.tray_clean_anyway(), { kind: 'insist' }), stopRow()]
        : [text(m.tray_waiting_clean()), stopRow()];
    case 'running':
      return [
        text(progressLine(cleaning.progress)),
        cleaning.isStopping ? text(m.tray_stopping()) : stopRow(),
      ];
  }
}

function stopRow(): TrayRow {
  return command(m.tray_stop(), { kind: 'stop' });
}

function progressLine({ totalItems, doneItems, doneBytes, leftMs, waitsFor }: CleanProgress): string {
  if (waitsFor === 'engine') return m.tray_waiting_engine();
  if (waitsFor === 'other-prune') return m.tray_waiting_prune();
  const percent = totalItems === 0 ? 0 : Math.floor((100 * doneItems) / totalItems);
  const size = humanSize(doneBytes);
  return leftMs === undefined
    ? m.tray_cleaning({ percent, size })
    : m.tray_cleaning_left({ percent, size, time: minutesWord(leftMs) });
}

/** In whole minutes: a menu that is open must not flicker. */
function minutesWord(durationMs: number): string {
  const minutes = new Intl.NumberFormat(currentLocale(), { style: 'unit', unit: 'minute' });
  return minutes.format(Math.max(1, Math.ceil(durationMs / 60_000)));
}

/** The user's own presets, in their order. */
function presetRows(state: AppState): readonly TrayRow[] {
  const frees = state.usage.frees?.value;
  const rows = state.settings.presets.map(({ id, name }): TrayRow => {
    const bytes = frees?.[id]?.certain;
    const label =
      bytes === undefined || !isReady(state) ? name : m.tray_preset_frees({ name, size: humanSize(bytes) });
    return { kind: 'command', label, command: { kind: 'clean', preset: id }, isEnabled: isReady(state) };
  });
  return rows.length === 0 ? [] : [{ kind: 'submenu', label: m.tray_presets(), rows }];
}

function cleanRow(state: AppState, preset: 'deep' | 'cache'): TrayRow {
  const frees = state.usage.frees?.value[preset].certain;
  const isEnabled = isReady(state);
  const label =
    frees === undefined || !isEnabled
      ? { deep: m.tray_deep_clean(), cache: m.tray_clean_cache() }[preset]
      : {
          deep: m.tray_deep_clean_frees({ size: humanSize(frees) }),
          cache: m.tray_clean_cache_frees({ size: humanSize(frees) }),
        }[preset];
  return { kind: 'command', label, command: { kind: 'clean', preset }, isEnabled };
}

function engineRows(state: AppState): readonly TrayRow[] {
  if (state.engines.length < 2) return [];
  const rows = state.engines.map(({ label, isCurrent, token }): TrayRow => ({
    kind: 'choice',
    label,
    isChosen: isCurrent,
    command: { kind: 'choose-engine', token },
  }));
  return [{ kind: 'submenu', label: m.tray_engine(), rows }];
}

function pauseRow(state: AppState, nowMs: number): TrayRow {
  const { pausedUntilMs } = state.automation;
  if (pausedUntilMs !== undefined && pausedUntilMs > nowMs) {
    return command(m.tray_resume(), { kind: 'pause', until: 'now' });
  }
  return {
    kind: 'submenu',
    label: m.tray_pause(),
    rows: [
      command(m.tray_pause_one_hour(), { kind: 'pause', until: 'one-hour' }),
      command(m.tray_pause_tomorrow(), { kind: 'pause', until: 'tomorrow' }),
      command(m.tray_pause_by_hand(), { kind: 'pause', until: 'resumed-by-hand' }),
    ],
  };
}

function moodOf(state: AppState): GaugeMood {
  if (state.engine.kind === 'unreachable') return state.engine.error === 'asleep' ? 'asleep' : 'unreachable';
  if (state.cleaning.kind === 'running') return 'cleaning';
  const level = levelOf(state) ?? 0;
  if (level >= 1 || isDiskAlmostFull(state.usage.disk?.value)) return 'critical';
  return level >= WARNING_FRACTION ? 'warning' : 'ok';
}

function levelOf(state: AppState): number | undefined {
  return state.settings.trayShows === 'disk' ? diskFraction(state) : budgetFraction(state);
}

function quantised(level: number): number {
  return Math.round(Math.min(1, Math.max(0, level)) * LEVEL_STEPS) / LEVEL_STEPS;
}

function isReady(state: AppState): boolean {
  return state.engine.kind === 'ready';
}

function isSample(state: AppState): boolean {
  return state.engine.kind === 'ready' && state.engine.facts.isSample;
}

function text(label: string): TrayRow {
  return { kind: 'text', label };
}

function command(label: string, what: TrayCommand): TrayRow {
  return { kind: 'command', label, command: what, isEnabled: true };
}
