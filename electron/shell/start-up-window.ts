/** Whether the window opens by itself at start: never at login, the first time, and when the tray alone would leave the user lost. */

import type { Screen } from '../../shared/contract.ts';
import type { Store } from '../core/store.ts';
import type { LaunchWords } from './single-instance.ts';

/** What goes wrong later is for the tray to say. Longer than the wait for a tray host. */
const START_UP_MS = 20_000;

export function openAtStart(words: LaunchWords, store: Store, open: (screen: Screen) => void): void {
  if (words.isBackground) return;
  const screen = words.wantsSettings ? 'settings' : 'overview';
  const { startsHidden, isWelcomed } = store.state.settings;
  if (words.wantsSettings || words.wantsSample || !startsHidden || !isWelcomed) {
    open(screen);
    return;
  }
  const stop = store.follow((state, before) => {
    const foundNoEngine = before.engine.kind === 'connecting' && state.engine.kind === 'unreachable';
    if (!foundNoEngine && state.surroundings.hasTray) return;
    stop();
    open(screen);
  });
  setTimeout(stop, START_UP_MS);
}
