/** `bilge history`: past cleans, newest first, and how the build cache grew. */

import { dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { CleanSource, Receipt } from '../../shared/plan.ts';
import type { Trend } from '../../shared/state.ts';
import { outcomeWord, presetWord } from '../../shared/words.ts';
import { inBuilder } from './in-builder.ts';
import { plainText } from './plain-text.ts';
import { shortDuration } from './short-duration.ts';
import { signedSize } from './signed-size.ts';
import { table } from './table.ts';

const sources: Readonly<Record<CleanSource, () => string>> = {
  tray: () => m.history_source_tray(),
  window: () => m.history_source_window(),
  notification: () => m.history_source_notification(),
  schedule: () => m.history_source_schedule(),
  threshold: () => m.history_source_threshold(),
  'command-line': () => m.history_source_command_line(),
};

export function historyText(receipts: readonly Receipt[], query: string): string {
  if (receipts.length === 0)
    return query === '' ? m.history_empty() : m.cli_history_not_found({ text: plainText(query, 40) });
  const heading = [
    m.cli_history_when(),
    m.cli_history_clean(),
    m.cli_history_source(),
    m.cli_history_outcome(),
    m.cli_history_disk(),
    m.cli_history_items(),
    m.cli_history_took(),
  ];
  return table([heading, ...receipts.map(row)], [4, 5, 6]);
}

/** Undefined while there is too little of it to say anything. */
export function cacheGrowthText({ points, dayGrowthBytes }: Trend): string | undefined {
  const newest = points.at(-1);
  if (newest === undefined || dayGrowthBytes === undefined) return undefined;
  return m.cli_history_cache({
    size: dockerSize(newest.bytes),
    time: localTime(newest.atMs),
    growth: signedSize(dayGrowthBytes, '+'),
  });
}

function row(receipt: Receipt): readonly string[] {
  const { preset, presetName, source, outcome, startedAtMs, durationMs, deleted } = receipt;
  return [
    localTime(startedAtMs),
    inBuilder(receipt.engine, plainText(presetWord(preset, presetName), 40)),
    sources[source](),
    outcomeWord(outcome),
    signedSize(receipt.diskBytes ?? receipt.freedBytes),
    String(deleted.length),
    shortDuration(durationMs),
  ];
}

/** `2026-11-21 07:05`, on the clock of this computer: sorts and greps in every language. */
function localTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
