/** Turns any number of calls into one now and at most one each interval after it. */

/** Runs at once when quiet; calls within `intervalMs` of a run share one run at its end. */
export function coalesce(intervalMs: number, run: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isWanted = false;
  const runNow = (): void => {
    isWanted = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) runNow();
    }, intervalMs);
    run();
  };
  return () => {
    isWanted = true;
    if (timer === undefined) runNow();
  };
}
