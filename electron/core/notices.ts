/** What to tell the user unasked: crossings, growth, finished cleans. Pure: the memory that keeps it from nagging goes in and out. */

import { humanSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { AppState, ReceiptSummary } from '../../shared/state.ts';
import { presetWord, problemWord } from '../../shared/words.ts';
import { crossings, type Crossing } from './alarms.ts';
import { localHour } from './automation/local-hour.ts';
import { action, type Alarm, type Notice } from './notice.ts';

/** When each alarm was last raised, and whether it may be again; plain data, kept across restarts. */
export interface NoticeMemory {
  readonly shownAtMs: Readonly<Partial<Record<Alarm, number>>>;
  /** Crossed and not yet back below the level that re-arms it. */
  readonly crossed: Readonly<Partial<Record<Alarm, boolean>>>;
  readonly snoozedUntilMs: number;
  readonly lastPlanId: string | undefined;
}

export const freshMemory: NoticeMemory = {
  shownAtMs: {},
  crossed: {},
  snoozedUntilMs: 0,
  lastPlanId: undefined,
};

const DAY_MS = 24 * 3_600_000;

/** When the state is looked at. */
export interface NoticeMoment {
  readonly nowMs: number;
  /** IANA name: quiet hours are those of the clock on the wall. */
  readonly timeZone: string;
  /** False in the quiet first minute after login; finished cleans are told even then. */
  readonly canAlarm: boolean;
}

export function notices(
  state: AppState,
  memory: NoticeMemory,
  { nowMs, timeZone, canAlarm }: NoticeMoment,
): { readonly notices: readonly Notice[]; readonly memory: NoticeMemory } {
  const isQuiet = nowMs < memory.snoozedUntilMs || inQuietHours(state, nowMs, timeZone) || !canAlarm;
  const raised: Notice[] = [];
  let next = memory;
  for (const crossing of crossings(state)) {
    const before = next;
    next = weighed(crossing, before, nowMs, isQuiet);
    if (next.shownAtMs[crossing.alarm] !== before.shownAtMs[crossing.alarm]) raised.push(crossing.notice());
  }
  const finished = finishedSince(state, memory);
  if (finished === undefined) return { notices: raised, memory: next };
  return {
    notices:
      state.settings.alertsOnFinish && tellsOf(finished) ? [...raised, finishedNotice(finished)] : raised,
    memory: { ...next, lastPlanId: finished.planId },
  };
}

/** The memory after looking at one alarm: it is shown when it is newly crossed, and at most once a day. */
function weighed(crossing: Crossing, memory: NoticeMemory, nowMs: number, isQuiet: boolean): NoticeMemory {
  const { alarm, isOver, isBackBelow } = crossing;
  const wasCrossed = memory.crossed[alarm] ?? false;
  if (isBackBelow && wasCrossed) return { ...memory, crossed: { ...memory.crossed, [alarm]: false } };
  if (isQuiet || !isOver || wasCrossed) return memory;
  const isDue = nowMs - (memory.shownAtMs[alarm] ?? -Infinity) >= DAY_MS;
  return {
    ...memory,
    crossed: { ...memory.crossed, [alarm]: true },
    shownAtMs: isDue ? { ...memory.shownAtMs, [alarm]: nowMs } : memory.shownAtMs,
  };
}

function finishedSince({ lastReceipt }: AppState, memory: NoticeMemory): ReceiptSummary | undefined {
  return lastReceipt?.planId === memory.lastPlanId ? undefined : lastReceipt;
}

/** Silences alarms for a day; finished cleans are still told. */
export function snoozed(memory: NoticeMemory, nowMs: number): NoticeMemory {
  return { ...memory, snoozedUntilMs: nowMs + DAY_MS };
}

/** The window and the command line show their own receipts; an automation that finds nothing to do is no news. */
function tellsOf(receipt: ReceiptSummary): boolean {
  if (foundNothing(receipt) && (receipt.source === 'schedule' || receipt.source === 'threshold'))
    return false;
  return (
    receipt.source !== 'window' && receipt.source !== 'command-line' && receipt.outcome !== 'interrupted'
  );
}

function finishedNotice(receipt: ReceiptSummary): Notice {
  return {
    // What a button of a warning started is told in its place: the warning's figure is no longer true.
    key: receipt.source === 'notification' ? 'level' : 'clean',
    title: finishedTitle(receipt),
    body: finishedBody(receipt),
    urgency: receipt.problem === undefined ? 'low' : 'normal',
    actions: [action('open', m.notice_action_open())],
  };
}

function finishedBody(receipt: ReceiptSummary): string {
  const preset = presetWord(receipt.preset, receipt.presetName);
  if (receipt.problem !== undefined)
    return m.notice_problem_body({ preset, problem: problemWord(receipt.problem) });
  return foundNothing(receipt)
    ? m.notice_nothing_body({ preset })
    : m.notice_finished_body({ preset, count: receipt.deletedCount, skipped: receipt.skippedCount });
}

function foundNothing({ outcome, deletedCount, skippedCount }: ReceiptSummary): boolean {
  return outcome === 'done' && deletedCount + skippedCount === 0;
}

function finishedTitle(receipt: ReceiptSummary): string {
  if (foundNothing(receipt)) return m.notice_nothing_title();
  const size = humanSize(receipt.freedBytes);
  switch (receipt.outcome) {
    case 'done':
      return receipt.diskBytes !== undefined && receipt.diskBytes > 0
        ? m.notice_finished_disk_title({ size: humanSize(receipt.diskBytes) })
        : m.notice_finished_title({ size });
    case 'partly':
      return m.notice_partly_title({ size });
    case 'stopped':
    case 'interrupted':
      return m.notice_stopped_title({ size });
    case 'refused':
      return m.notice_refused_title();
  }
}

/** From 22 to 7 crosses midnight. */
function inQuietHours({ settings: { quietHours } }: AppState, nowMs: number, timeZone: string): boolean {
  if (quietHours === null) return false;
  const { fromHour, toHour } = quietHours;
  const hour = localHour(nowMs, timeZone);
  return fromHour <= toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}
