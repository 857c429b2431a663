/** Sees every notification that is sent in a desktop, and presses buttons of those shown. */

import dbus from 'dbus-next';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wantedButtonFile } from './desktop-settings.ts';
import { becomeMonitor, callBus, connectToBus, unwrap } from './session-bus.ts';
import { until } from './until.ts';

export interface SeenNotification {
  readonly app: string;
  /** The one it replaced, 0 for none. */
  readonly replacesId: number;
  readonly summary: string;
  readonly body: string;
  /** Keys and labels of its buttons. */
  readonly buttons: Readonly<Record<string, string>>;
  readonly hints: Readonly<Record<string, unknown>>;
}

export interface NotificationWatch {
  /** All so far, oldest first. */
  readonly seen: readonly SeenNotification[];
  /** The first, seen or to come, for which it holds. */
  next(matches: (notification: SeenNotification) => boolean, timeoutMs?: number): Promise<SeenNotification>;
  /** Presses the button with this label, of the notification with this summary, on the screen. */
  press(label: string, summary: string): Promise<void>;
  /** Takes all from the screen. */
  closeAll(): Promise<void>;
  stop(): void;
}

const server = { destination: 'org.freedesktop.Notifications', path: '/org/freedesktop/Notifications' };

export async function watchNotifications(busAddress: string, desktopDir: string): Promise<NotificationWatch> {
  const monitor = connectToBus(busAddress);
  const caller = connectToBus(busAddress);
  const seen: SeenNotification[] = [];
  monitor.on('message', (message: dbus.Message) => {
    if (message.member === 'Notify' && message.type === dbus.MessageType.METHOD_CALL)
      seen.push(read(message.body));
  });
  await becomeMonitor(monitor, ["type='method_call',interface='org.freedesktop.Notifications'"]);
  return {
    seen,
    next: (matches, timeoutMs) => until('a notification', () => seen.find(matches), timeoutMs),
    async press(label, summary) {
      writeFileSync(join(desktopDir, wantedButtonFile), `#${label} (${summary}) [`);
      await callBus(caller, { ...server, member: 'org.dunstproject.cmd0.ContextMenuCall' });
    },
    async closeAll() {
      await callBus(caller, { ...server, member: 'org.dunstproject.cmd0.NotificationCloseAll' });
    },
    stop() {
      monitor.disconnect();
      caller.disconnect();
    },
  };
}

function read(body: readonly unknown[]): SeenNotification {
  const [app, replacesId, , summary, text, actions, hints] = body.map(unwrap) as [
    string,
    number,
    string,
    string,
    string,
    string[],
    Record<string, unknown>,
  ];
  const buttons = Object.fromEntries(
    actions.flatMap((key, index) => (index % 2 === 0 ? [[key, actions[index + 1] ?? '']] : [])),
  );
  return { app, replacesId, summary, body: text, buttons, hints };
}
