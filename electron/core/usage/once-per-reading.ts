/** What follows from a reading alone is worked out once: a plan is weighed anew at every tick, over the same reading. */

export function oncePerReading<Reading extends object, Result>(
  workOut: (reading: Reading) => Result,
): (reading: Reading) => Result {
  const known = new WeakMap<Reading, { readonly result: Result }>();
  return (reading) => {
    const before = known.get(reading);
    if (before !== undefined) return before.result;
    const result = workOut(reading);
    known.set(reading, { result });
    return result;
  };
}
