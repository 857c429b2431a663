/** Shows a clean as it goes: a line of JSON, or a live line where there is a screen. */

import { m } from '../../shared/paraglide/messages.js';
import type { Cleaning } from '../../shared/state.ts';
import { progressLine } from './progress-line.ts';
import type { Terminal } from './terminal.ts';
import { cutToWidth } from './text-width.ts';

const SHORTEST_MS = 100;

/** What to call at each change. */
export function showCleaning(terminal: Terminal, isJson: boolean): (cleaning: Cleaning) => void {
  if (!isJson) return (cleaning) => showWords(terminal, cleaning);
  let toldAtMs = -Infinity;
  return (cleaning) => {
    if (cleaning.kind === 'waiting')
      terminal.line(JSON.stringify({ event: 'waiting', reason: cleaning.reason }));
    if (cleaning.kind !== 'running' || performance.now() < toldAtMs + SHORTEST_MS) return;
    toldAtMs = performance.now();
    terminal.line(JSON.stringify({ event: 'progress', ...cleaning.progress }));
  };
}

function showWords(terminal: Terminal, cleaning: Cleaning): void {
  if (cleaning.kind === 'running') terminal.live((columns) => progressLine(cleaning, columns));
  if (cleaning.kind !== 'waiting') return;
  const text = cleaning.reason === 'build-runs' ? m.cli_waiting() : m.cli_waiting_clean();
  if (terminal.isLive) terminal.live((columns) => cutToWidth(text, columns));
  else terminal.error(text);
}
