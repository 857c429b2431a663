/** Text of an engine may be of any length: what a window gets of it has an end. */

const MOST_IN_ROW = 500;
const MOST_IN_DETAILS = 20_000;

/** As the rows of a list carry it. */
export function rowText(text: string): string;
export function rowText(text: string | undefined): string | undefined;
export function rowText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cut(text, MOST_IN_ROW);
}

/** As the details of one thing carry it. */
export function detailText(text: string): string {
  return cut(text, MOST_IN_DETAILS);
}

/** A character of two halves is not cut in the middle. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(most - 1));
  return text.slice(0, isHalf ? most - 1 : most);
}
