/**
 * Tells when something shows tray icons on Linux. Chromium asks once, when a tray is made, and never again
 * (`status_icon_linux_dbus.cc`): one made too early at login, or before the panel restarted, stays invisible for the whole
 * session. So the tray is to be made when a host comes, and made anew when another comes.
 */

import type { Bus } from './dbus/session-bus.ts';
import { NO_AUTO_START } from './dbus/message.ts';
import type { Variant } from './dbus/values.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';

export interface TrayHostListener {
  readonly onHost: () => void;
  readonly onLost: () => void;
}

/** `onHost` now or later, each time a host came; `onLost` each time it went. The result ends it. */
export function watchTrayHost(bus: Bus, listener: TrayHostListener): () => void {
  const watch = new TrayHostWatch(bus, listener);
  const stops = [
    bus.onSignal({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: WATCHER }, () => {
      // Also when the name passed straight to another: our registration went with the old owner.
      watch.settle(false);
      void watch.look();
    }),
    bus.onSignal({ interface: WATCHER, member: 'StatusNotifierHostRegistered' }, () => void watch.look()),
    bus.onSignal({ interface: WATCHER, member: 'StatusNotifierHostUnregistered' }, () => void watch.look()),
    bus.onPresence((isThere) => {
      if (isThere) void watch.look();
      else watch.settle(false);
    }),
  ];
  return () => {
    watch.end();
    stops.forEach((stop) => stop());
  };
}

class TrayHostWatch {
  readonly #bus: Bus;
  readonly #listener: TrayHostListener;
  #hasHost = false;
  /** Counts what was learnt, so that an answer overtaken by a signal is not believed. */
  #news = 0;
  #hasEnded = false;

  constructor(bus: Bus, listener: TrayHostListener) {
    this.#bus = bus;
    this.#listener = listener;
  }

  async look(): Promise<void> {
    this.#news += 1;
    const news = this.#news;
    const hasHost = await isHosted(this.#bus);
    if (news === this.#news) this.settle(hasHost);
  }

  settle(hasHost: boolean): void {
    this.#news += 1;
    if (this.#hasEnded || hasHost === this.#hasHost) return;
    this.#hasHost = hasHost;
    if (hasHost) this.#listener.onHost();
    else this.#listener.onLost();
  }

  end(): void {
    this.#hasEnded = true;
  }
}

/** A watcher alone shows nothing: it must have a host, a panel that draws. */
async function isHosted(bus: Bus): Promise<boolean> {
  try {
    const { body } = await bus.call({
      destination: WATCHER,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [WATCHER, 'IsStatusNotifierHostRegistered'],
      flags: NO_AUTO_START,
    });
    return (body[0] as Variant | undefined)?.value === true;
  } catch {
    return false;
  }
}
