/** A `org.kde.StatusNotifierWatcher` as panels have it, on a peer's connection. */

import type { Message } from 'dbus-next';
import { aPeer, dbusNext, type Peer } from './peer.ts';
import type { PrivateBus } from './private-bus.ts';

const NAME = 'org.kde.StatusNotifierWatcher';

export interface TrayWatcher {
  setHasHost(hasHost: boolean): void;
  /** The panel is gone. */
  quit(): void;
}

export async function aTrayWatcher(bus: PrivateBus, state: { hasHost: boolean }): Promise<TrayWatcher> {
  const peer: Peer = await aPeer(bus);
  peer.addMethodHandler((message: Message) => {
    if (message.interface !== 'org.freedesktop.DBus.Properties' || message.member !== 'Get') return false;
    const answer = new dbusNext.Variant('b', state.hasHost);
    peer.send(dbusNext.Message.newMethodReturn(message, 'v', [answer]));
    return true;
  });
  // 2 and 4: take the name from another watcher, and be none in a queue.
  await peer.requestName(NAME, 2 | 4 | 1);
  return {
    setHasHost(hasHost) {
      state.hasHost = hasHost;
      const member = hasHost ? 'StatusNotifierHostRegistered' : 'StatusNotifierHostUnregistered';
      peer.send(dbusNext.Message.newSignal('/StatusNotifierWatcher', NAME, member, '', []));
    },
    quit: () => peer.disconnect(),
  };
}
