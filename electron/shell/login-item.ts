/** Starts Bilge at login where Electron knows how: macOS and Windows. Linux has an autostart entry instead (`host/`). */

import { app } from 'electron';

/** What both ways of starting at login do. */
export interface LoginItem {
  /** At start: follows the program to a new place, without switching anything on. */
  refresh(): Promise<void>;
  set(startsAtLogin: boolean): Promise<void>;
}

/** Windows compares the arguments too, so they are always given. */
const ARGS = ['--background'];

export const electronLoginItem: LoginItem = {
  /** The systems follow it by themselves. */
  refresh: async () => undefined,
  async set(startsAtLogin) {
    const isSet = app.getLoginItemSettings({ args: ARGS }).openAtLogin;
    if (isSet !== startsAtLogin) app.setLoginItemSettings({ openAtLogin: startsAtLogin, args: ARGS });
  },
};
