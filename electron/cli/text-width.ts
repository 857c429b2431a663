/** How wide text is on a terminal: Chinese and Korean characters take two columns. */

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns. */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** The beginning of a text, at most so many columns wide; what is cut ends in an ellipsis. */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let [cut, width] = ['', 0];
  for (const character of text) {
    width += widthOf(character);
    if (width > columns - 1) break;
    cut += character;
  }
  return columns > 0 ? `${cut}…` : '';
}

function widthOf(character: string): number {
  return WIDE.test(character) ? 2 : 1;
}
