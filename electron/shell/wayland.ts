/** Whether our windows are Wayland's, which an app can neither place nor find. */

import { app } from 'electron';

/** Electron draws on Wayland natively from this major on, and through X11 before: https://www.electronjs.org/docs/latest/breaking-changes */
const NATIVE_SINCE = 38;

export function isWayland(): boolean {
  if (process.platform !== 'linux') return false;
  const asked = app.commandLine.getSwitchValue('ozone-platform');
  if (asked !== '') return asked === 'wayland';
  return (
    process.env['XDG_SESSION_TYPE'] === 'wayland' &&
    Number.parseInt(process.versions.electron, 10) >= NATIVE_SINCE
  );
}
