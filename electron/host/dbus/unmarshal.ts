/** D-Bus bytes → JavaScript values, either byte order. Whatever another program sends, the worst is a `DBusFormatError`. */

import {
  alignmentOf,
  isNumberCode,
  parseSignature,
  parseSingleType,
  type BasicCode,
  type DBusType,
  type NumberCode,
} from './signature.ts';
import { DBusFormatError, DEEPEST_NESTING, type DBusValue } from './values.ts';

export type ByteOrder = 'little' | 'big';

/** Largest array the specification allows. */
const LARGEST_ARRAY_BYTES = 64 * 1024 * 1024;

export function unmarshal(signature: string, bytes: Buffer, order: ByteOrder): readonly DBusValue[] {
  const reader = new Reader(bytes, order);
  return parseSignature(signature).map((type) => reader.value(type, 0));
}

class Reader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #isLittle: boolean;
  #at = 0;

  constructor(bytes: Buffer, order: ByteOrder) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#isLittle = order === 'little';
  }

  value(type: DBusType, depth: number): DBusValue {
    if (depth > DEEPEST_NESTING) throw new DBusFormatError('A message nests too deep.');
    switch (type.kind) {
      case 'basic':
        return this.#basic(type.code);
      case 'variant':
        return this.#variant(depth);
      case 'struct':
        this.#align(8);
        return type.fields.map((field) => this.value(field, depth + 1));
      case 'array':
        return this.#items(alignmentOf(type.item), () => this.value(type.item, depth + 1));
      case 'map':
        return new Map(
          this.#items(8, () => {
            this.#align(8);
            return [this.value(type.key, depth + 1), this.value(type.value, depth + 1)] as const;
          }),
        );
    }
  }

  #variant(depth: number): DBusValue {
    const signature = this.#text(this.#number('y'));
    return { signature, value: this.value(parseSingleType(signature), depth + 1) };
  }

  #items<T>(alignment: number, read: () => T): readonly T[] {
    const lengthBytes = this.#number('u');
    if (lengthBytes > LARGEST_ARRAY_BYTES) throw new DBusFormatError('An array is too long.');
    this.#align(alignment);
    const endBytes = this.#at + lengthBytes;
    if (endBytes > this.#bytes.length) throw new DBusFormatError('An array goes beyond its message.');
    const items: T[] = [];
    while (this.#at < endBytes) items.push(read());
    if (this.#at !== endBytes) throw new DBusFormatError('An array ends within an item.');
    return items;
  }

  #basic(code: BasicCode): DBusValue {
    if (isNumberCode(code)) return this.#number(code);
    switch (code) {
      case 'b':
        return this.#boolean();
      case 's':
      case 'o':
        return this.#text(this.#number('u'));
      case 'g':
        return this.#text(this.#number('y'));
      case 'x':
        return this.#view.getBigInt64(this.#take(8), this.#isLittle);
      case 't':
        return this.#view.getBigUint64(this.#take(8), this.#isLittle);
    }
  }

  #number(code: NumberCode): number {
    switch (code) {
      case 'y':
        return this.#view.getUint8(this.#take(1));
      case 'n':
        return this.#view.getInt16(this.#take(2), this.#isLittle);
      case 'q':
        return this.#view.getUint16(this.#take(2), this.#isLittle);
      case 'i':
        return this.#view.getInt32(this.#take(4), this.#isLittle);
      case 'u':
        return this.#view.getUint32(this.#take(4), this.#isLittle);
      case 'd':
        return this.#view.getFloat64(this.#take(8), this.#isLittle);
    }
  }

  #boolean(): boolean {
    const value = this.#number('u');
    if (value > 1) throw new DBusFormatError('A boolean is neither true nor false.');
    return value === 1;
  }

  #text(lengthBytes: number): string {
    const start = this.#at;
    const end = start + lengthBytes;
    if (this.#bytes[end] !== 0) throw new DBusFormatError('A text has no end.');
    this.#at = end + 1;
    return this.#bytes.toString('utf8', start, end);
  }

  /** Where the next value of this size begins; goes past it. */
  #take(sizeBytes: 1 | 2 | 4 | 8): number {
    this.#align(sizeBytes);
    const start = this.#at;
    this.#at += sizeBytes;
    if (this.#at > this.#bytes.length) throw new DBusFormatError('A message ends too early.');
    return start;
  }

  #align(alignment: number): void {
    this.#at += (alignment - (this.#at % alignment)) % alignment;
  }
}
