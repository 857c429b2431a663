/**
 * One connection to a message bus: calls and their replies, and the signals that come.
 *
 * Written by hand rather than taken from `dbus-next`, which costs an idle tray 10 MB of memory and 30–40 ms of start (and an
 * XML parser): of D-Bus, Bilge needs to call three services and to hear five signals.
 */

import type { Socket } from 'node:net';
import { encodeMessage, NO_REPLY_EXPECTED, type Message } from './message.ts';
import { MessageStream } from './message-stream.ts';
import type { DBusValue } from './values.ts';

export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly DBusValue[];
  readonly flags?: number;
}

export interface Reply {
  /** Unique name of who answered. */
  readonly sender: string;
  readonly body: readonly DBusValue[];
}

/** A call that failed: `code` is the D-Bus error name, or one of ours for a bus that is gone or does not answer. */
export class DBusCallError extends Error {
  override readonly name = 'DBusCallError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface ConnectionListener {
  onSignal(message: Message): void;
  /** Once, whoever ended it. */
  onClosed(): void;
}

/** As libdbus waits by default. */
const REPLY_PATIENCE_MS = 25_000;

interface Waiting {
  settle(message: Message): void;
  fail(error: DBusCallError): void;
}

export class DBusConnection {
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #waiting = new Map<number, Waiting>();
  #serial = 0;

  /** `socket` has just been let in by a bus. */
  constructor(socket: Socket, listener: ConnectionListener) {
    this.#socket = socket;
    this.#listener = listener;
    const stream = new MessageStream();
    socket.on('data', (bytes: Buffer) => {
      this.#receive(stream, bytes);
    });
    // `close` follows each error.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#end();
    });
    socket.resume();
  }

  async call(call: MethodCall): Promise<Reply> {
    const serial = this.#nextSerial();
    const bytes = encodeMessage({ ...call, kind: 'call', serial });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.fail(new DBusCallError('no-reply', `${call.member} was not answered.`));
      }, REPLY_PATIENCE_MS);
      timer.unref();
      const waiting: Waiting = {
        settle: (message) => {
          this.#forget(serial, timer);
          if (message.kind === 'reply') resolve({ sender: message.sender ?? '', body: message.body });
          else reject(new DBusCallError(message.errorName ?? 'unknown', firstText(message)));
        },
        fail: (error) => {
          this.#forget(serial, timer);
          reject(error);
        },
      };
      this.#waiting.set(serial, waiting);
      if (this.#socket.destroyed) waiting.fail(goneError());
      else this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #forget(serial: number, timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.#waiting.delete(serial);
  }

  #receive(stream: MessageStream, bytes: Buffer): void {
    try {
      for (const message of stream.push(bytes)) this.#dispatch(message);
    } catch {
      // After bytes that make no sense nothing that follows can be trusted.
      this.#socket.destroy();
    }
  }

  #dispatch(message: Message): void {
    switch (message.kind) {
      case 'reply':
      case 'error':
        this.#waiting.get(message.replySerial ?? 0)?.settle(message);
        return;
      case 'signal':
        this.#listener.onSignal(message);
        return;
      case 'call':
        this.#refuse(message);
    }
  }

  /** Bilge offers no service; a caller must not wait for its time limit to learn that. */
  #refuse({ flags, sender, serial }: Message): void {
    if ((flags & NO_REPLY_EXPECTED) !== 0) return;
    this.#socket.write(
      encodeMessage({
        kind: 'error',
        serial: this.#nextSerial(),
        replySerial: serial,
        destination: sender,
        errorName: 'org.freedesktop.DBus.Error.UnknownMethod',
      }),
    );
  }

  #nextSerial(): number {
    this.#serial = (this.#serial % 0xffffffff) + 1;
    return this.#serial;
  }

  #end(): void {
    for (const waiting of [...this.#waiting.values()]) waiting.fail(goneError());
    this.#listener.onClosed();
  }
}

function goneError(): DBusCallError {
  return new DBusCallError('bus-gone', 'The session bus is gone.');
}

function firstText({ body }: Message): string {
  return typeof body[0] === 'string' ? body[0] : '';
}
