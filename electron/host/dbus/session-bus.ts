/** The session bus as long as it lives: connects on first need, hears signals again after a reconnect, retries calmly. */

import type { Clock } from '../../core/ports/host.ts';
import { connectToBus } from './connect.ts';
import { DBusCallError, DBusConnection, type MethodCall, type Reply } from './connection.ts';
import type { Message } from './message.ts';

/** What a signal must be to be heard; `arg0` is its first argument. */
export interface SignalMatch {
  readonly interface: string;
  readonly member: string;
  readonly path?: string;
  readonly arg0?: string;
}

export type Bus = Pick<SessionBus, 'call' | 'onSignal' | 'onPresence'>;

interface Subscription {
  readonly match: SignalMatch;
  readonly listener: (message: Message) => void;
}

const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;

export class SessionBus {
  readonly #paths: readonly string[];
  readonly #clock: Pick<Clock, 'after'>;
  readonly #subscriptions = new Set<Subscription>();
  readonly #presenceListeners = new Set<(isThere: boolean) => void>();
  #connection: Promise<DBusConnection> | undefined;
  #isThere = false;
  #isClosed = false;
  #retryMs = FIRST_RETRY_MS;
  #cancelRetry: (() => void) | undefined;

  /** `paths` as `sessionBusPaths` gives them; none at all is a session without a bus. */
  constructor(paths: readonly string[], clock: Pick<Clock, 'after'>) {
    this.#paths = paths;
    this.#clock = clock;
  }

  /** Fails with `DBusCallError`; `bus-gone` when there is no bus. */
  async call(call: MethodCall): Promise<Reply> {
    return (await this.#connected()).call(call);
  }

  /** The result ends it. */
  onSignal(match: SignalMatch, listener: (message: Message) => void): () => void {
    const subscription = { match, listener };
    this.#subscriptions.add(subscription);
    if (this.#isThere) this.#tellBus('AddMatch', match);
    else this.#connectQuietly();
    return () => {
      this.#subscriptions.delete(subscription);
      if (this.#isThere) this.#tellBus('RemoveMatch', match);
    };
  }

  /** Calls at each coming and going of the bus, and soon for its present state; the result ends it. */
  onPresence(listener: (isThere: boolean) => void): () => void {
    this.#presenceListeners.add(listener);
    if (this.#isThere) queueMicrotask(() => this.#presenceListeners.has(listener) && listener(true));
    else this.#connectQuietly();
    return () => {
      this.#presenceListeners.delete(listener);
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
    void this.#connection?.then(
      (connection) => connection.close(),
      () => undefined,
    );
  }

  #connectQuietly(): void {
    this.#connected().catch(() => undefined);
  }

  #connected(): Promise<DBusConnection> {
    if (this.#isClosed) return Promise.reject(new DBusCallError('bus-gone', 'The session bus was closed.'));
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async #connect(): Promise<DBusConnection> {
    try {
      const connection = new DBusConnection(await connectToBus(this.#paths), {
        onSignal: (message) => this.#deliver(message),
        onClosed: () => this.#isThere && this.#lost(),
      });
      await connection.call({ ...BUS, member: 'Hello' });
      this.#found(connection);
      return connection;
    } catch (error) {
      this.#lost();
      throw new DBusCallError(
        'bus-gone',
        error instanceof Error ? error.message : 'The session bus is gone.',
      );
    }
  }

  #found(connection: DBusConnection): void {
    if (this.#isClosed) connection.close();
    this.#isThere = true;
    this.#retryMs = FIRST_RETRY_MS;
    // The bus takes messages in order: whatever is called next, the signals it causes are heard.
    for (const { match } of this.#subscriptions) addMatch(connection, 'AddMatch', match);
    this.#presenceListeners.forEach((listener) => listener(true));
  }

  #lost(): void {
    const wasThere = this.#isThere;
    this.#isThere = false;
    this.#connection = undefined;
    if (wasThere) this.#presenceListeners.forEach((listener) => listener(false));
    this.#retryLater();
  }

  /** Only while somebody listens to a bus that may come; a call alone finds out by itself. */
  #retryLater(): void {
    this.#cancelRetry?.();
    const isAwaited = this.#subscriptions.size + this.#presenceListeners.size > 0 && this.#paths.length > 0;
    if (this.#isClosed || !isAwaited) return;
    this.#cancelRetry = this.#clock.after(this.#retryMs, () => this.#connectQuietly());
    this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
  }

  #tellBus(member: 'AddMatch' | 'RemoveMatch', match: SignalMatch): void {
    void this.#connection?.then(
      (connection) => addMatch(connection, member, match),
      () => undefined,
    );
  }

  #deliver(message: Message): void {
    for (const { match, listener } of [...this.#subscriptions]) {
      if (isMatch(message, match)) listener(message);
    }
  }
}

function addMatch(connection: DBusConnection, member: 'AddMatch' | 'RemoveMatch', match: SignalMatch): void {
  const rule = Object.entries({ type: 'signal', ...match }).map(([key, value]) => `${key}='${value}'`);
  connection.call({ ...BUS, member, signature: 's', body: [rule.join(',')] }).catch(() => undefined);
}

function isMatch({ interface: face, member, path, body }: Message, match: SignalMatch): boolean {
  if (face !== match.interface || member !== match.member) return false;
  return (match.path ?? path) === path && (match.arg0 ?? body[0]) === body[0];
}
