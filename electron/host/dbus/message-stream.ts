/** Cuts the bytes of a bus into messages. */

import { decodeMessage, messageBytes, PREAMBLE_BYTES, type Message } from './message.ts';

export class MessageStream {
  #rest: Buffer = Buffer.alloc(0);

  /** The messages that these bytes complete. Throws on what is no D-Bus; the stream is then of no more use. */
  push(bytes: Buffer): readonly Message[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const messages: Message[] = [];
    while (this.#rest.length >= PREAMBLE_BYTES) {
      const lengthBytes = messageBytes(this.#rest);
      if (this.#rest.length < lengthBytes) break;
      const message = decodeMessage(this.#rest.subarray(0, lengthBytes));
      if (message !== undefined) messages.push(message);
      this.#rest = this.#rest.subarray(lengthBytes);
    }
    return messages;
  }
}
