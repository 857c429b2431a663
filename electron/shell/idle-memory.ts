/** Nobody looks and nothing happens: then Bilge takes as little memory as it can. */

import { app } from 'electron';
import type { Clock } from '../core/ports/host.ts';
import type { Store } from '../core/store.ts';

/** Readings and cleans come in bursts: after the last of one. */
const QUIET_MS = 5_000;

interface IdleMemoryParts {
  readonly store: Pick<Store, 'follow'>;
  readonly clock: Clock;
  readonly isWatched: () => boolean;
  readonly giveBack: () => void;
}

/** Call once. Gives memory back after the start, after each change, and when a window is gone; never while one is seen. */
export function giveBackWhenQuiet({ store, clock, isWatched, giveBack }: IdleMemoryParts): void {
  let cancel = (): void => undefined;
  const wait = (): void => {
    cancel();
    cancel = clock.after(QUIET_MS, () => {
      if (!isWatched()) giveBack();
    });
  };
  store.follow(wait);
  app.on('browser-window-created', (_event, window) => window.once('closed', wait));
  wait();
}
