/** Reads durations and sizes as people type them: `7d`, `36h`, `10GB`, `1.5GiB`. */

const MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PREFIXES = ['', 'k', 'm', 'g', 't', 'p'];

/** Milliseconds, or undefined when it is not a duration: a whole or decimal number with one of s, m, h, d, w. */
export function durationMs(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text.trim()) ?? [];
  const factor = MS[unit ?? ''];
  return factor === undefined ? undefined : Math.round(Number(number) * factor);
}

/** Bytes, or undefined when it is not a size. Units as docker prints them, by thousands; with an i (GiB) by 1024. */
export function sizeBytes(text: string): number | undefined {
  const [, number, prefix, binary] = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])(i)?)?b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const base = binary === undefined ? 1000 : 1024;
  return Math.round(Number(number) * base ** PREFIXES.indexOf((prefix ?? '').toLowerCase()));
}

/** A whole number without sign, or undefined. */
export function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}
