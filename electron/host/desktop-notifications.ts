/**
 * Notifications with buttons on Linux, by our own call: Electron sends no buttons there in any version.
 * https://specifications.freedesktop.org/notification-spec/latest/
 */

import type { Log } from '../core/ports/host.ts';
import { DBusCallError } from './dbus/connection.ts';
import type { Message } from './dbus/message.ts';
import type { Bus } from './dbus/session-bus.ts';
import type { DBusValue, Variant } from './dbus/values.ts';
import { inTurn } from './in-turn.ts';

export interface DesktopNotice<Key extends string, Action extends string> {
  /** A notice with the key of one still shown takes its place. */
  readonly key: Key;
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly actions: readonly { readonly id: Action; readonly label: string }[];
}

export interface NotificationOptions<Key extends string, Action extends string> {
  readonly appName: string;
  /** Desktop file name without `.desktop`: the server takes icon and settings from it. */
  readonly desktopEntry: string;
  /** Icon name of the theme, or an absolute path. */
  readonly icon: string;
  /** What a click on the notice itself means. */
  readonly clickAction: Action;
  readonly onAction: (key: Key, action: Action) => void;
  readonly log: Log;
}

const SERVER = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};
const URGENCY = { low: 0, normal: 1, critical: 2 } as const;
/** The action that a click on the notice itself invokes, as the specification names it. */
const CLICK = 'default';
const SERVER_DECIDES_WHEN_IT_GOES = -1;

interface Shown<Key, Action> {
  readonly key: Key;
  readonly actions: readonly Action[];
  /** Unique name of the server that shows it: no other program's signals count. */
  readonly server: string;
}

export class DesktopNotifications<Key extends string, Action extends string> {
  readonly #bus: Bus;
  readonly #options: NotificationOptions<Key, Action>;
  /** By the server's number of each notice still on the screen. */
  readonly #shown = new Map<number, Shown<Key, Action>>();
  readonly #inTurn = inTurn();
  readonly #stops: readonly (() => void)[];

  constructor(bus: Bus, options: NotificationOptions<Key, Action>) {
    this.#bus = bus;
    this.#options = options;
    const match = { interface: SERVER.interface, path: SERVER.path };
    this.#stops = [
      bus.onSignal({ ...match, member: 'ActionInvoked' }, (message) => this.#invoked(message)),
      bus.onSignal({ ...match, member: 'NotificationClosed' }, (message) => this.#closed(message)),
    ];
  }

  /** Never fails; `unavailable` when nothing shows notifications here (also in the log). */
  async show(notice: DesktopNotice<Key, Action>): Promise<'shown' | 'unavailable'> {
    return this.#inTurn(async () => {
      try {
        await this.#notify(notice);
        return 'shown';
      } catch (error) {
        this.#options.log.write('notification-unavailable', {
          code: error instanceof DBusCallError ? error.code : 'unknown',
        });
        return 'unavailable';
      }
    });
  }

  /** Hears no more of what is shown. */
  close(): void {
    this.#stops.forEach((stop) => stop());
    this.#shown.clear();
  }

  async #notify(notice: DesktopNotice<Key, Action>): Promise<void> {
    const { sender: server, body } = await this.#bus.call({ ...SERVER, member: 'GetCapabilities' });
    const capabilities = new Set(body[0] as readonly string[]);
    const { appName, icon } = this.#options;
    const reply = await this.#bus.call({
      ...SERVER,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: [
        appName,
        this.#idOf(notice.key, server),
        icon,
        notice.title,
        capabilities.has('body-markup') ? withoutMarkup(notice.body) : notice.body,
        capabilities.has('actions') ? this.#actionList(notice) : [],
        this.#hints(notice),
        SERVER_DECIDES_WHEN_IT_GOES,
      ],
    });
    this.#forget(notice.key);
    const actions = notice.actions.map(({ id }) => id);
    this.#shown.set(reply.body[0] as number, { key: notice.key, actions, server: reply.sender });
  }

  /** What to replace; 0 is nothing. A server that has restarted counts its notices anew. */
  #idOf(key: Key, server: string): number {
    for (const [id, shown] of this.#shown) {
      if (shown.key === key && shown.server === server) return id;
    }
    return 0;
  }

  #forget(key: Key): void {
    for (const [id, shown] of this.#shown) {
      if (shown.key === key) this.#shown.delete(id);
    }
  }

  /** Pairs of id and label; servers that show the click's label too get the one of the same button. */
  #actionList({ actions }: DesktopNotice<Key, Action>): readonly string[] {
    const { clickAction, appName } = this.#options;
    const clickLabel = actions.find(({ id }) => id === clickAction)?.label ?? appName;
    return [CLICK, clickLabel, ...actions.flatMap(({ id, label }) => [id, label])];
  }

  #hints({ urgency }: DesktopNotice<Key, Action>): ReadonlyMap<string, Variant> {
    return new Map<string, Variant>([
      ['urgency', { signature: 'y', value: URGENCY[urgency] }],
      ['desktop-entry', { signature: 's', value: this.#options.desktopEntry }],
    ]);
  }

  #invoked({ sender, body: [id, name] }: Message): void {
    const shown = this.#shownAs(id, sender);
    const action =
      name === CLICK ? this.#options.clickAction : shown?.actions.find((known) => known === name);
    if (shown !== undefined && action !== undefined) this.#options.onAction(shown.key, action);
  }

  #closed({ sender, body: [id] }: Message): void {
    if (this.#shownAs(id, sender) !== undefined) this.#shown.delete(id as number);
  }

  #shownAs(id: DBusValue | undefined, sender: string | undefined): Shown<Key, Action> | undefined {
    const shown = typeof id === 'number' ? this.#shown.get(id) : undefined;
    return shown?.server === sender ? shown : undefined;
  }
}

/** A body is read as a kind of HTML by servers that say so; ours is plain text. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
