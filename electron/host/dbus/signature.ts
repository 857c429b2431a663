/** Reads D-Bus type signatures such as `a{sv}`. https://dbus.freedesktop.org/doc/dbus-specification.html#type-system */

import { DBusFormatError } from './values.ts';

/** What a JavaScript number holds. */
export type NumberCode = 'y' | 'n' | 'q' | 'i' | 'u' | 'd';
export type BasicCode = NumberCode | 'b' | 'x' | 't' | 's' | 'o' | 'g';

export type DBusType =
  | { readonly kind: 'basic'; readonly code: BasicCode }
  | { readonly kind: 'variant' }
  | { readonly kind: 'array'; readonly item: DBusType }
  | { readonly kind: 'map'; readonly key: DBusType; readonly value: DBusType }
  | { readonly kind: 'struct'; readonly fields: readonly DBusType[] };

const BASIC_ALIGNMENT: Readonly<Record<BasicCode, number>> = {
  y: 1,
  b: 4,
  n: 2,
  q: 2,
  i: 4,
  u: 4,
  x: 8,
  t: 8,
  d: 8,
  s: 4,
  o: 4,
  g: 1,
};
const LONGEST_SIGNATURE = 255;
const DEEPEST_SIGNATURE = 32;

/** Offsets in a message are multiples of this for a value of the type. */
export function alignmentOf(type: DBusType): 1 | 2 | 4 | 8 {
  switch (type.kind) {
    case 'basic':
      return BASIC_ALIGNMENT[type.code] as 1 | 2 | 4 | 8;
    case 'variant':
      return 1;
    case 'array':
    case 'map':
      return 4;
    case 'struct':
      return 8;
  }
}

export function isNumberCode(code: BasicCode): code is NumberCode {
  return 'ynqiud'.includes(code);
}

/** The complete types of a signature, one after the other. */
export function parseSignature(signature: string): readonly DBusType[] {
  if (signature.length > LONGEST_SIGNATURE) throw new DBusFormatError('A signature is too long.');
  const reader = new SignatureReader(signature);
  const types: DBusType[] = [];
  while (!reader.isAtEnd) types.push(reader.type(0));
  return types;
}

/** The one type of a variant's signature. */
export function parseSingleType(signature: string): DBusType {
  const [type, ...more] = parseSignature(signature);
  if (type === undefined || more.length > 0) throw new DBusFormatError('A variant holds exactly one value.');
  return type;
}

class SignatureReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  type(depth: number): DBusType {
    if (depth > DEEPEST_SIGNATURE) throw new DBusFormatError('A signature nests too deep.');
    const code = this.#next();
    if (code === 'v') return { kind: 'variant' };
    if (code === 'a')
      return this.#take('{') ? this.#map(depth + 1) : { kind: 'array', item: this.type(depth + 1) };
    if (code === '(') return this.#struct(depth + 1);
    if (isBasic(code)) return { kind: 'basic', code };
    throw new DBusFormatError(`A signature has an unknown type ${JSON.stringify(code)}.`);
  }

  #map(depth: number): DBusType {
    const key = this.type(depth);
    if (key.kind !== 'basic') throw new DBusFormatError('A map has keys of a basic type.');
    const value = this.type(depth);
    if (!this.#take('}')) throw new DBusFormatError('A map has one key and one value.');
    return { kind: 'map', key, value };
  }

  #struct(depth: number): DBusType {
    const fields: DBusType[] = [];
    while (!this.#take(')')) fields.push(this.type(depth));
    if (fields.length === 0) throw new DBusFormatError('A struct has fields.');
    return { kind: 'struct', fields };
  }

  #next(): string {
    const code = this.#text[this.#at] ?? '';
    this.#at += 1;
    return code;
  }

  #take(code: string): boolean {
    if (this.#text[this.#at] !== code) return false;
    this.#at += 1;
    return true;
  }
}

function isBasic(code: string): code is BasicCode {
  return Object.hasOwn(BASIC_ALIGNMENT, code);
}
