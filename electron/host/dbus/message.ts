/** D-Bus messages as bytes and as objects. https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages */

import { marshal } from './marshal.ts';
import { unmarshal, type ByteOrder } from './unmarshal.ts';
import { DBusFormatError, type DBusValue, type Variant } from './values.ts';

const MESSAGE_KINDS = ['invalid', 'call', 'reply', 'error', 'signal'] as const;
type MessageKind = 'call' | 'reply' | 'error' | 'signal';

export const NO_REPLY_EXPECTED = 1;
/** Do not start the service for this call. */
export const NO_AUTO_START = 2;

export interface Message {
  readonly kind: MessageKind;
  readonly flags: number;
  readonly serial: number;
  readonly path: string | undefined;
  readonly interface: string | undefined;
  readonly member: string | undefined;
  readonly errorName: string | undefined;
  readonly replySerial: number | undefined;
  readonly destination: string | undefined;
  readonly sender: string | undefined;
  readonly signature: string;
  readonly body: readonly DBusValue[];
}

export type MessageDraft = Pick<Message, 'kind' | 'serial'> & Partial<Message>;

/** Code and type of each header field. */
const FIELDS = {
  path: [1, 'o'],
  interface: [2, 's'],
  member: [3, 's'],
  errorName: [4, 's'],
  replySerial: [5, 'u'],
  destination: [6, 's'],
  sender: [7, 's'],
  signature: [8, 'g'],
} as const;

/** The part of a message that tells the length of the rest. */
export const PREAMBLE_BYTES = 16;
const LARGEST_MESSAGE_BYTES = 128 * 1024 * 1024;

export function encodeMessage(draft: MessageDraft): Buffer {
  const { kind, serial, flags = 0, signature = '', body = [] } = draft;
  const content = marshal(signature, body);
  const fields = Object.entries(FIELDS).flatMap(([name, [code, type]]) => {
    const value = draft[name as keyof typeof FIELDS];
    return value === undefined || value === '' ? [] : [[code, { signature: type, value }]];
  });
  const head = marshal('yyyyuua(yv)', [
    'l'.charCodeAt(0),
    MESSAGE_KINDS.indexOf(kind),
    flags,
    1,
    content.length,
    serial,
    fields,
  ]);
  return Buffer.concat([head, Buffer.alloc(toEight(head.length) - head.length), content]);
}

/** Bytes of the whole message that begins with these. Throws on anything that is no D-Bus message. */
export function messageBytes(preamble: Buffer): number {
  const order = orderOf(preamble);
  const [bodyBytes, fieldsBytes] =
    order === 'little'
      ? [preamble.readUInt32LE(4), preamble.readUInt32LE(12)]
      : [preamble.readUInt32BE(4), preamble.readUInt32BE(12)];
  const totalBytes = toEight(PREAMBLE_BYTES + fieldsBytes) + bodyBytes;
  if (totalBytes > LARGEST_MESSAGE_BYTES) throw new DBusFormatError('A message is too long.');
  return totalBytes;
}

/** Undefined for a kind of message that this version does not know: those are to be ignored. */
export function decodeMessage(bytes: Buffer): Message | undefined {
  const order = orderOf(bytes);
  const [, kindCode, flags, , bodyBytes, serial, rawFields] = unmarshal(
    'yyyyuua(yv)',
    bytes,
    order,
  ) as HeaderValues;
  const kind = MESSAGE_KINDS[kindCode];
  if (kind === undefined || kind === 'invalid') return undefined;
  const fields = new Map(rawFields.map(([code, { value }]) => [code, value]));
  const text = (name: keyof typeof FIELDS): string | undefined => {
    const value = fields.get(FIELDS[name][0]);
    return typeof value === 'string' ? value : undefined;
  };
  const replySerial = fields.get(FIELDS.replySerial[0]);
  const signature = text('signature') ?? '';
  return {
    kind,
    flags,
    serial,
    path: text('path'),
    interface: text('interface'),
    member: text('member'),
    errorName: text('errorName'),
    replySerial: typeof replySerial === 'number' ? replySerial : undefined,
    destination: text('destination'),
    sender: text('sender'),
    signature,
    body: unmarshal(signature, bytes.subarray(bytes.length - bodyBytes), order),
  };
}

type HeaderValues = readonly [
  order: number,
  kind: number,
  flags: number,
  version: number,
  bodyBytes: number,
  serial: number,
  fields: readonly (readonly [number, Variant])[],
];

function orderOf(bytes: Buffer): ByteOrder {
  const mark = String.fromCharCode(bytes[0] ?? 0);
  if (mark !== 'l' && mark !== 'B') throw new DBusFormatError('A message has no byte order.');
  return mark === 'l' ? 'little' : 'big';
}

function toEight(lengthBytes: number): number {
  return Math.ceil(lengthBytes / 8) * 8;
}
