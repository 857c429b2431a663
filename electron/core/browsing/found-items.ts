/** What a filter found of a list. */

/** `isFound` has 1 at the places of those that were found. */
export function foundItems<T>(items: readonly T[], isFound: Uint8Array): readonly T[] {
  return items.filter((_, place) => isFound[place] === 1);
}
