/** Text from an engine for a terminal: no control codes, no tricks with direction or hidden characters, one line, bounded. */

const LONGEST = 100;
/** Controls, format characters (bidi, zero-width), line and paragraph separators, unpaired surrogates. */
const HOSTILE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** At most `longest` characters; what is cut ends in an ellipsis. */
export function plainText(text: string, longest = LONGEST): string {
  const plain = text
    .slice(0, longest * 4)
    .replace(HOSTILE, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(plain);
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`;
}
