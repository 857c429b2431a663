/** Tells when the computer sleeps, wakes, is locked or unlocked. */

import { powerMonitor } from 'electron';

export interface PowerListener {
  readonly onSleep: () => void;
  readonly onWake: () => void;
}

/** A locked screen counts as neither: builds run on behind it. Call after `ready`; the result stops. */
export function followPower({ onSleep, onWake }: PowerListener): () => void {
  powerMonitor.on('suspend', onSleep);
  powerMonitor.on('resume', onWake);
  return () => {
    powerMonitor.off('suspend', onSleep);
    powerMonitor.off('resume', onWake);
  };
}
