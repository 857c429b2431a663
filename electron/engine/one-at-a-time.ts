/** A queue of one: measuring and pruning the cache take references on the same records, and 20.10 refuses a second df. */

export type OneAtATime = <T>(run: () => Promise<T>) => Promise<T>;

export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    // The next one starts however this one ends.
    last = turn.catch(() => undefined);
    return turn;
  };
}
