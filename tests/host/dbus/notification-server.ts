/** A notification server whose buttons a test presses, on a peer's connection. */

import type { Message } from 'dbus-next';
import { Heard } from './heard.ts';
import { aPeer, dbusNext } from './peer.ts';
import type { PrivateBus } from './private-bus.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

interface Notified {
  readonly id: number;
  readonly appName: string;
  readonly replacesId: number;
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
  readonly urgency: number;
  readonly desktopEntry: string;
}

export interface NotificationServer {
  readonly notified: Heard<Notified>;
  press(id: number, action: string): void;
  close(id: number): void;
  quit(): void;
}

type NotifyBody = [
  appName: string,
  replacesId: number,
  icon: string,
  title: string,
  body: string,
  actions: string[],
  hints: Record<'urgency' | 'desktop-entry', { value: unknown }>,
];

export async function aNotificationServer(
  bus: PrivateBus,
  capabilities: readonly string[] = ['actions', 'body', 'body-markup'],
): Promise<NotificationServer> {
  const peer = await aPeer(bus);
  const notified = new Heard<Notified>();
  let lastId = 0;
  const notify = ([appName, replacesId, , title, body, actions, hints]: NotifyBody): number => {
    const id = replacesId === 0 ? (lastId += 1) : replacesId;
    const [urgency, desktopEntry] = [hints.urgency.value as number, hints['desktop-entry'].value as string];
    notified.add({ id, appName, replacesId, title, body, actions, urgency, desktopEntry });
    return id;
  };
  peer.addMethodHandler((message: Message) => {
    if (message.interface !== NAME) return false;
    const isNotify = message.member === 'Notify';
    const answer = isNotify ? notify(message.body as unknown as NotifyBody) : [...capabilities];
    peer.send(dbusNext.Message.newMethodReturn(message, isNotify ? 'u' : 'as', [answer]));
    return true;
  });
  const signal = (member: string, signature: string, body: unknown[]): void => {
    peer.send(dbusNext.Message.newSignal(PATH, NAME, member, signature, body));
  };
  await peer.requestName(NAME, 0);
  return {
    notified,
    press: (id, action) => signal('ActionInvoked', 'us', [id, action]),
    close: (id) => signal('NotificationClosed', 'uu', [id, 2]),
    quit: () => peer.disconnect(),
  };
}
