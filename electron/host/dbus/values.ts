/** How D-Bus values look in JavaScript. The signature, not the value, says which type travels. */

/**
 * Bytes and 16- and 32-bit integers are numbers, 64-bit ones bigints; `a{…}` is a Map, any other array and every struct an
 * array, `v` a `Variant`. File descriptors (`h`) are not spoken.
 */
export type DBusValue =
  number | bigint | boolean | string | readonly DBusValue[] | ReadonlyMap<DBusValue, DBusValue> | Variant;

export interface Variant {
  readonly signature: string;
  readonly value: DBusValue;
}

/** A message that breaks the specification: ours by mistake, another's by mistake or malice. */
export class DBusFormatError extends Error {
  override readonly name = 'DBusFormatError';
}

/** Containers may nest this deep in a message, variants included; more is refused (D-Bus specification, "Valid Signatures"). */
export const DEEPEST_NESTING = 64;
