/** Runs jobs on one file one after the other, in the order they were asked for. */

export type InTurn = <T>(job: () => Promise<T>) => Promise<T>;

/** A job that fails fails alone: the next one runs all the same. */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  };
}
