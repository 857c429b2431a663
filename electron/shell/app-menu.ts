/** The application menu: none, except that macOS routes copy and paste through an Edit menu. */

import { Menu } from 'electron';

/** Call before `ready`: Electron then never builds its default menu. Role labels come from the system in its language. */
export function setAppMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
