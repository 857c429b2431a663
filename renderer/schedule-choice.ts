/** The schedule as the settings form edits it: every part at hand, so that switching the rhythm loses nothing typed. */

import type { Schedule } from '../shared/settings.ts';

export interface Rhythm {
  readonly kind: Schedule['kind'];
  readonly weekday: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What a schedule that was never set starts from: Sunday or the first, 03:00. */
const START: Rhythm = { kind: 'off', weekday: 0, day: 1, hour: 3, minute: 0 };

export function rhythmOf(schedule: Schedule): Rhythm {
  return { ...START, ...schedule };
}

export function scheduleWith({ kind, weekday, day, hour, minute }: Rhythm): Schedule {
  switch (kind) {
    case 'off':
      return { kind };
    case 'daily':
      return { kind, hour, minute };
    case 'weekly':
      return { kind, weekday, hour, minute };
    case 'monthly':
      return { kind, day, hour, minute };
  }
}
