/** Keeps the icon where something hosts it, and says when nothing does. */

import type { TrayIcon } from './tray.ts';

/** What shows tray icons. It may come long after us, and come again. */
export interface TrayHost {
  /** Calls `onHost` now or later, each time a host came; the result ends it. */
  watch(listener: { readonly onHost: () => void; readonly onLost: () => void }): () => void;
}

/** macOS and Windows always show them; Windows adds them again by itself when its shell restarts. */
export const constantTrayHost: TrayHost = {
  watch({ onHost }) {
    onHost();
    return () => undefined;
  },
};

/** A panel may start this long after us at login; only then is there none worth telling. */
const PATIENCE_MS = 15_000;

export function followTrayHost(
  host: TrayHost,
  tray: TrayIcon,
  onPresence: (hasTray: boolean) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const waitForHost = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      onPresence(false);
      // Trays of the old kind (XEmbed, X11 only) never announce themselves; Chromium tries them last.
      tray.attach();
    }, PATIENCE_MS);
  };
  waitForHost();
  return host.watch({
    onHost() {
      clearTimeout(timer);
      tray.attach();
      onPresence(true);
    },
    onLost() {
      tray.detach();
      waitForHost();
    },
  });
}
