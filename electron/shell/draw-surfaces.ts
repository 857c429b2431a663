/** The facts arrow's last stretch: each change of the state → tray, windows in view, the app itself. Notices go their own way. */

import { screen } from 'electron';
import type { Clock } from '../core/ports/host.ts';
import type { Store } from '../core/store.ts';
import { trayView } from '../core/tray-view.ts';
import { coalesce } from './coalesce.ts';
import { channelOf } from './ipc.ts';
import type { LoginItem } from './login-item.ts';
import { applySettings } from './settings-effects.ts';
import { followTrayHost, type TrayHost } from './tray-host.ts';
import type { TrayIcon } from './tray.ts';
import type { Windows } from './windows.ts';

/** A push a tenth of a second is as much as an eye follows; a tray redraw costs more and is looked at less. */
const PUSH_EVERY_MS = 100;
const TRAY_EVERY_MS = 500;

export interface Surfaces {
  readonly tray: TrayIcon;
  readonly trayHost: TrayHost;
  readonly windows: Windows;
  readonly loginItem: LoginItem;
}

/** Call after `ready`. Settings come first: what is drawn after them is in their language. */
export function drawSurfaces(
  store: Store,
  clock: Clock,
  { tray, trayHost, windows, loginItem }: Surfaces,
): void {
  applySettings(store.state.settings, undefined, loginItem);
  store.follow(({ settings }, before) => applySettings(settings, before.settings, loginItem));

  const drawTray = (): void => tray.draw(trayView(store.state, clock.nowMs()));
  drawTray();
  store.follow(coalesce(TRAY_EVERY_MS, drawTray));
  screen.on('display-metrics-changed', () => tray.redraw());
  followTrayHost(trayHost, tray, (hasTray) => {
    store.update({ surroundings: { ...store.state.surroundings, hasTray } });
  });

  const push = (): void => windows.visible().forEach((page) => page.send(channelOf('state'), store.state));
  store.follow(coalesce(PUSH_EVERY_MS, push));
}
