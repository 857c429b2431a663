/** Counts as people of a language write them. */

import { currentLocale } from './locale.ts';

/** A count with the separators of the language. */
export function countWord(count: number): string {
  return new Intl.NumberFormat(currentLocale()).format(count);
}
