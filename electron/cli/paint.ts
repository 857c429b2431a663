/** Colour for terminals that want it: headings stand out, what cannot be had again warns. Everything reads without it. */

const CODES = { heading: 1, faint: 2, warning: 33 } as const;

export type Paint = (style: keyof typeof CODES, text: string) => string;

export const plainPaint: Paint = (_, text) => text;

const ansiPaint: Paint = (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`;

/** None in a pipe or a file, none where NO_COLOR says so (https://no-color.org), none on a dumb terminal. */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  const isWanted = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return isWanted ? ansiPaint : plainPaint;
}
