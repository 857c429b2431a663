/** Ends the app in order: takes its icon away at once, lets a running clean write its receipt, keeps what it knows, then goes. */

import { app } from 'electron';
import type { Bilge } from '../core/bilge.ts';

/** A call in flight ends within seconds; an engine that hangs must not keep the computer from shutting down. */
const LONGEST_WAIT_MS = 8_000;

type Core = Pick<Bilge, 'store' | 'commands' | 'close'>;

/** `leave` takes everything off the screen. */
export function quitInOrder(bilge: Core, leave: () => void): void {
  // Without a window Bilge goes on in the tray.
  app.on('window-all-closed', () => undefined);
  let stage: 'running' | 'settling' | 'settled' = 'running';
  app.on('before-quit', (event) => {
    if (stage === 'settled') return;
    event.preventDefault();
    if (stage === 'settling') return;
    stage = 'settling';
    leave();
    const tooLate = passed(LONGEST_WAIT_MS);
    const closed = Promise.race([settle(bilge), tooLate]).then(() => Promise.race([bilge.close(), tooLate]));
    void closed.then(() => {
      stage = 'settled';
      // Not in the same turn: inside this event a second `quit` is undone when the event ends (seen on Electron 33, SIGTERM).
      setImmediate(() => app.quit());
    });
  });
}

/** Stops the clean under way and waits for its end. */
async function settle({ store, commands }: Core): Promise<void> {
  if (store.state.cleaning.kind === 'idle') return;
  commands.cleaning.stop();
  await new Promise<void>((resolve) => {
    store.follow(({ cleaning }) => {
      if (cleaning.kind === 'idle') resolve();
    });
  });
}

function passed(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
