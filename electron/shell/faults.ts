/** A fault of ours goes to the log and not into a dialog: a tray app must not interrupt people with what they cannot help. */

import { app } from 'electron';
import type { Log } from '../core/ports/host.ts';

/** Messages may quote an engine's text, so only the kind of fault and its place in the code are kept. */
export function logFaults(log: Log): void {
  process.on('uncaughtException', (error) => log.write('uncaught', placeOf(error)));
  process.on('unhandledRejection', (reason) => log.write('unhandled', placeOf(reason)));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    log.write('process-gone', { type, reason, exitCode }),
  );
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) =>
    log.write('page-gone', { reason, exitCode }),
  );
}

function placeOf(fault: unknown): { readonly kind: string; readonly place: string } {
  if (!(fault instanceof Error)) return { kind: typeof fault, place: '' };
  const frame = fault.stack?.split('\n').find((line) => line.startsWith('    at '));
  return { kind: fault.name, place: frame?.replace(/^ +at /, '').replace(/\(?[^ (]*[\\/]/, '(') ?? '' };
}
