/** Ends the app in order: takes its icon away at once, lets a running clean write its receipt, then goes. */

import { app } from 'electron';

/** A call in flight ends within seconds; an engine that hangs must not keep the computer from shutting down. */
const LONGEST_WAIT_MS = 8_000;

export interface QuitParts {
  /** Runs once, at once. */
  readonly leave: () => void;
  /** Resolves when nothing is left to save. */
  readonly settle: () => Promise<void>;
}

export function quitInOrder({ leave, settle }: QuitParts): void {
  let stage: 'running' | 'settling' | 'settled' = 'running';
  app.on('before-quit', (event) => {
    if (stage === 'settled') return;
    event.preventDefault();
    if (stage === 'settling') return;
    stage = 'settling';
    leave();
    void Promise.race([settle(), passed(LONGEST_WAIT_MS)]).finally(() => {
      stage = 'settled';
      app.quit();
    });
  });
}

function passed(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
