/** Text from an engine is hostile: it is shortened here and shown by parts/EngineText.svelte alone. */

const MAX_LENGTH = 200;

/** At most `maxLength` characters on one line, without control and direction characters. */
export function clipEngineText(text: string, maxLength = MAX_LENGTH): string {
  // Cut before cleaning, so that a megabyte of text costs nothing.
  const head = text.slice(0, maxLength * 4);
  const line = head
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  const isWhole = characters.length <= maxLength && head.length === text.length;
  return isWhole ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** Over all its lines, without control and direction characters: for those who ask for a text word by word. */
export function plainEngineText(text: string): string {
  return text.replace(/\p{Cf}/gu, '').replace(/[^\P{Cc}\n\t]/gu, '\uFFFD');
}
