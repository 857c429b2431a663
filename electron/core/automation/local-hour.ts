/** The hour on the wall, 0–23, in an IANA time zone. */

export function localHour(atMs: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone });
  return Number(clock.format(atMs));
}
