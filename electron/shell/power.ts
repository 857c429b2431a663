/** Tells when the computer wakes: what was read before is old, and what was due has passed. */

import { powerMonitor } from 'electron';

/** Call after `ready`. */
export function onWake(run: () => void): void {
  powerMonitor.on('resume', run);
}
