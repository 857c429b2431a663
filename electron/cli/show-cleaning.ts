/** Shows a clean as it goes: a line of JSON, or a live line where there is a screen. */

import { m } from '../../shared/paraglide/messages.js';
import type { Cleaning } from '../../shared/state.ts';
import { jsonLine } from './json-line.ts';
import { progressLine } from './progress-line.ts';
import type { Terminal } from './terminal.ts';
import { cutToWidth } from './text-width.ts';

/** What to call at each change. */
export function showCleaning(terminal: Terminal, isJson: boolean): (cleaning: Cleaning) => void {
  return (cleaning) => (isJson ? showData(terminal, cleaning) : showWords(terminal, cleaning));
}

function showData(terminal: Terminal, cleaning: Cleaning): void {
  if (cleaning.kind === 'waiting') terminal.line(jsonLine({ event: 'waiting', reason: cleaning.reason }));
  if (cleaning.kind === 'running') terminal.line(jsonLine({ event: 'progress', ...cleaning.progress }));
}

function showWords(terminal: Terminal, cleaning: Cleaning): void {
  if (cleaning.kind === 'running') terminal.live((columns) => progressLine(cleaning, columns));
  if (cleaning.kind !== 'waiting') return;
  const text = cleaning.reason === 'build-runs' ? m.cli_waiting() : m.cli_waiting_clean();
  if (terminal.isLive) terminal.live((columns) => cutToWidth(text, columns));
  else terminal.error(text);
}
