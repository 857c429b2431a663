/** Reads durations as people type them: `7d`, `36h`, `10m`. */

const MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds, or undefined when it is not a duration: a whole or decimal number with one of s, m, h, d, w. */
export function durationMs(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text.trim()) ?? [];
  const factor = MS[unit ?? ''];
  return factor === undefined ? undefined : Math.round(Number(number) * factor);
}
