/** The desktop around the app: what hosts its icon, shows its notices, starts it at login. On Linux our own, elsewhere Electron's. */

import { homedir } from 'node:os';
import type { Notice, NoticeAction } from './core/notice.ts';
import type { Clock, Log } from './core/ports/host.ts';
import { configHome } from './host/app-folders.ts';
import { AutostartEntry } from './host/autostart-entry.ts';
import { sessionBusPaths } from './host/dbus/address.ts';
import { SessionBus } from './host/dbus/session-bus.ts';
import { DesktopNotifications } from './host/desktop-notifications.ts';
import { watchTrayHost } from './host/tray-host.ts';
import { electronLoginItem, type LoginItem } from './shell/login-item.ts';
import { electronNotifier, type Notifier, type OnNoticeAction } from './shell/notifier.ts';
import { constantTrayHost, type TrayHost } from './shell/tray-host.ts';

export interface SystemPorts {
  readonly trayHost: TrayHost;
  readonly notifier: Notifier;
  readonly loginItem: LoginItem;
  readonly close: () => void;
}

interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/** Linux desktops find name and icon by it (`desktopName` in package.json), Windows its notifications' sender. */
export const APP_ID = 'dev.bilge.Bilge';

export function systemPorts(surroundings: Surroundings, onAction: OnNoticeAction): SystemPorts {
  if (process.platform === 'linux') return linuxPorts(surroundings, onAction);
  return {
    trayHost: constantTrayHost,
    notifier: electronNotifier(onAction),
    loginItem: electronLoginItem,
    close: () => undefined,
  };
}

function linuxPorts({ clock, log }: Surroundings, onAction: OnNoticeAction): SystemPorts {
  const bus = new SessionBus(sessionBusPaths(process.env), clock);
  const names = { appName: 'Bilge', desktopEntry: APP_ID, icon: APP_ID };
  const notifications = new DesktopNotifications<Notice['key'], NoticeAction>(bus, {
    ...names,
    clickAction: 'open',
    onAction,
    log,
  });
  return {
    trayHost: { watch: (listener) => watchTrayHost(bus, listener) },
    notifier: { show: (notice) => void notifications.show(notice) },
    loginItem: new AutostartEntry({
      configHome: configHome(process.env, homedir()),
      desktopEntry: APP_ID,
      command: [process.env['APPIMAGE'] ?? process.execPath, '--background'],
    }),
    close() {
      notifications.close();
      bus.close();
    },
  };
}
