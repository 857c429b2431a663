/** Electron's security checklist, all of it, in one place: https://www.electronjs.org/docs/latest/tutorial/security */

import { app, type Session, type WebContents, type WebPreferences } from 'electron';
import { UI_ORIGIN } from './app-protocol.ts';

/** For every window; the checklist's own defaults are repeated so that a test can hold them. */
export function webPreferences(preloadPath: string): WebPreferences {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    // Compiles the window's script once and for all: the window is built anew after each minute out of sight.
    v8CacheOptions: 'bypassHeatCheck',
  };
}

/** Call before `ready`, so that no session or page escapes it. */
export function secureEverything(): void {
  // Said on top of `--no-sandbox`, which root needs, it ends every child process: https://crbug.com/638180.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('session-created', secureSession);
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
}

/** No permission, no device, no screen, no download, no request but to our own pages (see one-address.ts for the one exception). */
function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnRequest(details.url) }));
}

/** The developer tools' own pages stay reachable. */
function isOwnRequest(url: string): boolean {
  return url.startsWith(`${UI_ORIGIN}/`) || url.startsWith('devtools://');
}

/** A page stays where it is, opens nothing, embeds nothing. */
function secureContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
