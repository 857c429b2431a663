/** Globs as people write them: `*` any text, `?` one character, over the whole text and case by case. */

export type TextTest = (text: string) => boolean;

/**
 * Never slower than pattern times text: patterns are a person's and texts an engine's, so no regular expression is made of them.
 */
export function glob(pattern: string): TextTest {
  if (pattern === '*') return () => true;
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  return (text) => matches(pattern, text);
}

/** True where any of these globs matches; false for none. */
export function anyGlob(patterns: readonly string[]): TextTest {
  const tests = patterns.map(glob);
  return (text) => tests.some((test) => test(text));
}

/** Walks both once; where they part, the last star takes one character more. */
function matches(pattern: string, text: string): boolean {
  let [place, at] = [0, 0];
  let star = -1;
  let starTook = 0;
  while (at < text.length) {
    if (pattern[place] === '*') {
      star = place;
      starTook = at;
      place += 1;
    } else if (pattern[place] === '?' || pattern[place] === text[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      starTook += 1;
      at = starTook;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
