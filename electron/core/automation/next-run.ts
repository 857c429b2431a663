/** When a schedule runs next, in local wall-clock time: croner knows daylight saving, nothing else here needs to. */

import { Cron } from 'croner';
import type { Schedule } from '../../../shared/settings.ts';

/** The cron pattern behind a plain choice; undefined for `off`. */
function cronPattern(schedule: Schedule): string | undefined {
  switch (schedule.kind) {
    case 'off':
      return undefined;
    case 'daily':
      return `${schedule.minute} ${schedule.hour} * * *`;
    case 'weekly':
      return `${schedule.minute} ${schedule.hour} * * ${schedule.weekday}`;
    case 'monthly':
      return `${schedule.minute} ${schedule.hour} ${schedule.day} * *`;
  }
}

/** Epoch ms of the first run after `afterMs` in an IANA time zone; undefined for `off`. A time that a clock change skips runs right after the gap. */
export function nextRunAtMs(schedule: Schedule, afterMs: number, timeZone: string): number | undefined {
  const pattern = cronPattern(schedule);
  if (pattern === undefined) return undefined;
  return new Cron(pattern, { timezone: timeZone, paused: true }).nextRun(new Date(afterMs))?.getTime();
}
