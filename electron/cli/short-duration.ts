/** How long something takes, in the letters that the options take too: `0.4s`, `12s`, `3m 20s`, `1h 5m`. */

const MINUTE_S = 60;
const HOUR_S = 3_600;

/** `tenths`: below ten seconds they are told. */
export function shortDuration(durationMs: number, { tenths = true } = {}): string {
  if (tenths && durationMs < 9_950) return `${(durationMs / 1000).toFixed(1)}s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < MINUTE_S) return `${seconds}s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)}m ${seconds % MINUTE_S}s`;
  return `${Math.floor(seconds / HOUR_S)}h ${Math.floor((seconds % HOUR_S) / MINUTE_S)}m`;
}
