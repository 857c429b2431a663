/** The levels that are worth an alarm, and what each says. Whether it is raised is for `notices.ts`. */

import { budgetOf } from '../../shared/budget.ts';
import { isDiskAlmostFull, isSoon, rescuePreset } from '../../shared/disk-level.ts';
import { daysWords, rangeWord } from '../../shared/forecast-words.ts';
import { humanSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { AppState } from '../../shared/state.ts';
import { presetWord } from '../../shared/words.ts';
import { action, type Alarm, type Notice } from './notice.ts';

/** Back below this share of the level, an alarm may be raised anew. */
const REARM_SHARE = 0.9;
/** Growth of this share of the budget within a day is news, however large the budget. */
const GROWTH_BUDGET_SHARE = 0.25;

export interface Crossing {
  readonly alarm: Alarm;
  readonly isOver: boolean;
  readonly isBackBelow: boolean;
  readonly notice: () => Notice;
}

/** None while nothing should be told of the engine in view. */
export function crossings(state: AppState): readonly Crossing[] {
  if (state.engine.kind !== 'ready' || state.engine.facts.isSample || state.cleaning.kind !== 'idle')
    return [];
  return [levelCrossing, growthCrossing, diskCrossing, forecastCrossing]
    .map((crossing) => crossing(state))
    .filter((each) => each !== undefined);
}

function levelCrossing(state: AppState): Crossing | undefined {
  const cache = state.usage.cache?.value;
  if (cache === undefined || !state.settings.alertsOnLevel) return undefined;
  const budgetBytes = budgetOf(state.settings, state.usage.disk?.value);
  return {
    alarm: 'level',
    isOver: cache.totalBytes >= budgetBytes,
    isBackBelow: cache.totalBytes < budgetBytes * REARM_SHARE,
    notice: () => ({
      key: 'level',
      title: m.notice_level_title({ size: humanSize(cache.totalBytes) }),
      body: m.notice_level_body({ budget: humanSize(budgetBytes), frees: humanSize(cache.freesNowBytes) }),
      urgency: 'normal',
      actions: cacheActions(),
    }),
  };
}

function growthCrossing(state: AppState): Crossing | undefined {
  const cache = state.usage.cache?.value;
  const grownBytes = state.trend.dayGrowthBytes;
  if (cache === undefined || grownBytes === undefined || !state.settings.alertsOnGrowth) return undefined;
  const budgetShare = budgetOf(state.settings, state.usage.disk?.value) * GROWTH_BUDGET_SHARE;
  const limitBytes = Math.min(state.settings.growthAlertBytes, budgetShare);
  return {
    alarm: 'growth',
    isOver: grownBytes >= limitBytes,
    isBackBelow: grownBytes < limitBytes * REARM_SHARE,
    notice: () => ({
      key: 'growth',
      title: m.notice_growth_title({ growth: humanSize(grownBytes) }),
      body: m.notice_growth_body({
        before: humanSize(cache.totalBytes - grownBytes),
        size: humanSize(cache.totalBytes),
        frees: humanSize(cache.freesNowBytes),
      }),
      urgency: 'normal',
      actions: cacheActions(),
    }),
  };
}

function diskCrossing(state: AppState): Crossing | undefined {
  const disk = state.usage.disk?.value;
  if (disk === undefined || !state.settings.alertsOnLevel) return undefined;
  return {
    alarm: 'disk',
    isOver: isDiskAlmostFull(disk),
    isBackBelow: !isDiskAlmostFull({ ...disk, freeBytes: disk.freeBytes * REARM_SHARE }),
    notice: () => ({
      key: 'disk',
      title: m.notice_disk_title({ free: humanSize(disk.freeBytes) }),
      body: rescueWords(state),
      urgency: 'critical',
      actions: planActions(),
    }),
  };
}

const NOT_FILLING = { likelyDays: Infinity, soonestDays: Infinity, latestDays: undefined };

/** A disk that is almost full has an alarm of its own. */
function forecastCrossing(state: AppState): Crossing | undefined {
  const { forecast, settings, usage } = state;
  if (forecast.kind === 'unknown' || !settings.alertsOnLevel || isDiskAlmostFull(usage.disk?.value))
    return undefined;
  const { likelyDays, ...range } = forecast.kind === 'fills' ? forecast : NOT_FILLING;
  return {
    alarm: 'forecast',
    isOver: isSoon(range.soonestDays),
    isBackBelow: !isSoon(range.soonestDays * REARM_SHARE),
    notice: () => ({
      key: 'forecast',
      title:
        likelyDays < 1
          ? m.notice_forecast_title_day()
          : m.notice_forecast_title({ time: daysWords(likelyDays) }),
      body: `${rangeWord(range)} ${rescueWords(state)}`,
      urgency: 'normal',
      actions: planActions(),
    }),
  };
}

/** What can be done about the disk. */
function rescueWords(state: AppState): string {
  const clean = rescuePreset(state);
  const frees = state.usage.frees?.value[clean].certain ?? state.usage.cache?.value.freesNowBytes ?? 0;
  return frees === 0
    ? m.disk_rescue_none()
    : m.notice_disk_body({ clean: presetWord(clean), frees: humanSize(frees) });
}

function cacheActions(): Notice['actions'] {
  return [action('clean-cache', m.notice_action_clean_cache()), ...laterActions()];
}

function planActions(): Notice['actions'] {
  return [action('open-plan', m.notice_action_open_plan()), ...laterActions()];
}

function laterActions(): Notice['actions'] {
  return [action('snooze', m.notice_action_snooze()), action('open', m.notice_action_open())];
}
