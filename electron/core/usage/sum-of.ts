/** Adds up bytes. */

export function sumOf<T>(items: Iterable<T>, bytesOf: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += bytesOf(item);
  return total;
}
