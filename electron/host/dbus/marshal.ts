/** JavaScript values → D-Bus bytes, little-endian. https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-marshaling */

import {
  alignmentOf,
  isNumberCode,
  parseSignature,
  parseSingleType,
  type BasicCode,
  type DBusType,
  type NumberCode,
} from './signature.ts';
import { DBusFormatError, type DBusValue, type Variant } from './values.ts';

/** Throws `DBusFormatError` where a value is not of its type. */
export function marshal(signature: string, values: readonly DBusValue[]): Buffer {
  const types = parseSignature(signature);
  if (types.length !== values.length) throw new DBusFormatError('There are not as many values as types.');
  const writer = new Writer();
  types.forEach((type, index) => writer.value(type, values[index]));
  return writer.bytes();
}

class Writer {
  readonly #parts: Buffer[] = [];
  #lengthBytes = 0;

  bytes(): Buffer {
    return Buffer.concat(this.#parts, this.#lengthBytes);
  }

  value(type: DBusType, value: DBusValue | undefined): void {
    switch (type.kind) {
      case 'basic':
        this.#basic(type.code, value);
        return;
      case 'variant':
        this.#variant(asVariant(value));
        return;
      case 'struct':
        this.#align(8);
        this.#fields(type.fields, asList(value));
        return;
      case 'array':
        this.#array(alignmentOf(type.item), asList(value), (item) => this.value(type.item, item));
        return;
      case 'map':
        this.#array(8, [...asMap(value)], ([key, entry]) => {
          this.#align(8);
          this.value(type.key, key);
          this.value(type.value, entry);
        });
    }
  }

  #fields(types: readonly DBusType[], values: readonly DBusValue[]): void {
    if (types.length !== values.length) throw new DBusFormatError('A struct has another number of fields.');
    types.forEach((type, index) => this.value(type, values[index]));
  }

  #variant({ signature, value }: Variant): void {
    this.#basic('g', signature);
    this.value(parseSingleType(signature), value);
  }

  /** The length counts the items alone, not the padding before the first. */
  #array<T>(alignment: number, items: readonly T[], write: (item: T) => void): void {
    this.#align(4);
    const length = Buffer.alloc(4);
    this.#push(length);
    this.#align(alignment);
    const startBytes = this.#lengthBytes;
    items.forEach(write);
    length.writeUInt32LE(this.#lengthBytes - startBytes);
  }

  #basic(code: BasicCode, value: DBusValue | undefined): void {
    this.#align(alignmentOf({ kind: 'basic', code }));
    this.#push(basicBytes(code, value));
  }

  #align(alignment: number): void {
    const gapBytes = (alignment - (this.#lengthBytes % alignment)) % alignment;
    if (gapBytes > 0) this.#push(Buffer.alloc(gapBytes));
  }

  #push(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#lengthBytes += bytes.length;
  }
}

function basicBytes(code: BasicCode, value: DBusValue | undefined): Buffer {
  if (isNumberCode(code)) return numberBytes(code, value);
  switch (code) {
    case 'b':
      if (typeof value !== 'boolean') throw wrong(code);
      return word(value ? 1 : 0);
    case 's':
    case 'o':
      return textBytes(code, value, (lengthBytes) => word(lengthBytes));
    case 'g':
      return textBytes(code, value, (lengthBytes) => Buffer.of(lengthBytes));
    case 'x':
    case 't':
      return longBytes(code, value);
  }
}

function textBytes(
  code: BasicCode,
  value: DBusValue | undefined,
  length: (lengthBytes: number) => Buffer,
): Buffer {
  if (typeof value !== 'string' || value.includes('\0')) throw wrong(code);
  const text = Buffer.from(value);
  return Buffer.concat([length(text.length), text, Buffer.of(0)]);
}

function longBytes(code: 'x' | 't', value: DBusValue | undefined): Buffer {
  if (typeof value !== 'bigint') throw wrong(code);
  const bytes = Buffer.alloc(8);
  if (code === 'x') bytes.writeBigInt64LE(value);
  else bytes.writeBigUInt64LE(value);
  return bytes;
}

/** Node's own writers refuse what is out of range. */
function numberBytes(code: NumberCode, value: DBusValue | undefined): Buffer {
  if (typeof value !== 'number') throw wrong(code);
  const bytes = Buffer.alloc(alignmentOf({ kind: 'basic', code }));
  switch (code) {
    case 'y':
      bytes.writeUInt8(value);
      break;
    case 'n':
      bytes.writeInt16LE(value);
      break;
    case 'q':
      bytes.writeUInt16LE(value);
      break;
    case 'i':
      bytes.writeInt32LE(value);
      break;
    case 'u':
      bytes.writeUInt32LE(value);
      break;
    case 'd':
      bytes.writeDoubleLE(value);
  }
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function asList(value: DBusValue | undefined): readonly DBusValue[] {
  if (!Array.isArray(value)) throw wrong('array');
  return value as readonly DBusValue[];
}

function asMap(value: DBusValue | undefined): ReadonlyMap<DBusValue, DBusValue> {
  if (!(value instanceof Map)) throw wrong('map');
  return value as ReadonlyMap<DBusValue, DBusValue>;
}

function asVariant(value: DBusValue | undefined): Variant {
  if (typeof value !== 'object' || !('signature' in value)) throw wrong('variant');
  return value;
}

function wrong(type: string): DBusFormatError {
  return new DBusFormatError(`A value is not of type ${type}.`);
}
