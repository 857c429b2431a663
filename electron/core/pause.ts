/** Waiting on the injected clock. */

import type { Stop } from './ports/engine.ts';
import type { Clock } from './ports/host.ts';

/** Resolves after `delayMs`, or at once when stopped. */
export function pause(clock: Clock, delayMs: number, stop?: Stop): Promise<void> {
  return new Promise((resolve) => {
    if (stop?.aborted === true) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      stop?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(delayMs, end);
    stop?.addEventListener('abort', end);
  });
}
