/** JSON that gives a terminal no orders: what an engine's text may hide in it is escaped, and reads back as it was. */

/** JSON escapes only the controls below a space: not those from DEL on, nor hidden and turning characters. */
const ORDERS = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

export function jsonLine(value: unknown): string {
  return harmlessJson(JSON.stringify(value));
}

export function harmlessJson(json: string): string {
  return json.replace(ORDERS, (character) =>
    Array.from({ length: character.length }, (_, index) => escaped(character.charCodeAt(index))).join(''),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
