/** Wall time of work, in ms, and the middle of several runs: one slow run on a busy machine says nothing. */

export async function timed(work: () => unknown): Promise<number> {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
}

/** Runs one after the other. */
export async function several(runs: number, run: () => Promise<number>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await run());
  return times;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (below === undefined || above === undefined) throw new Error('nothing was measured');
  return (below + above) / 2;
}

/** `1.84 ms`. */
export function ms(value: number): string {
  return `${Number(value.toPrecision(3))} ms`;
}
