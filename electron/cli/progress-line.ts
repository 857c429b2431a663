/** A running clean in one line of a terminal: how far, a bar as wide as there is room, then the figures. */

import { dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { CleanProgress } from '../../shared/plan.ts';
import type { Cleaning } from '../../shared/state.ts';
import { categoryWord } from '../../shared/words.ts';
import { shortDuration } from './short-duration.ts';
import { cutToWidth, textWidth } from './text-width.ts';

type Running = Extract<Cleaning, { kind: 'running' }>;

const SHORTEST_BAR = 8;

/** At most `columns` wide. */
export function progressLine({ progress, isStopping }: Running, columns: number): string {
  const share = shareDone(progress);
  const percent = `${String(Math.floor(share * 100)).padStart(3)}%`;
  const facts = [...figures(progress), ...(isStopping ? [m.cli_stopping()] : [])].join(' · ');
  const room = columns - textWidth(percent) - textWidth(facts) - 2;
  if (room < SHORTEST_BAR) return cutToWidth(`${percent} ${facts}`, columns);
  const filled = Math.floor(share * room);
  return `${percent} ${'█'.repeat(filled)}${'░'.repeat(room - filled)} ${facts}`;
}

/** By bytes, and by items where those have none: networks, empty records. */
function shareDone({ doneItems, totalItems, doneBytes, totalBytes }: CleanProgress): number {
  if (totalBytes > 0) return Math.min(1, doneBytes / totalBytes);
  return totalItems > 0 ? Math.min(1, doneItems / totalItems) : 0;
}

function figures({ kind, waitsFor, ...progress }: CleanProgress): readonly string[] {
  const { doneBytes, totalBytes, bytesPerSecond, leftMs } = progress;
  const bytes = m.cli_bytes_of({ done: dockerSize(doneBytes), total: dockerSize(totalBytes) });
  if (waitsFor === 'other-prune') return [bytes, m.cli_waits_prune()];
  if (waitsFor === 'engine') return [bytes, m.cli_waits_engine()];
  return [
    categoryWord(kind),
    bytes,
    ...(bytesPerSecond === undefined ? [] : [m.cli_rate({ size: dockerSize(Math.round(bytesPerSecond)) })]),
    ...(leftMs === undefined
      ? []
      : [m.cli_left({ time: shortDuration(Math.max(1000, leftMs), { tenths: false }) })]),
  ];
}
