/** How the use of the disk went, where it goes, and what came since. */

import type { Changes, Forecast, TrendAnswer, TrendCategory, TrendSpan } from '../../../shared/trends.ts';

export class TrendCommands {
  async trend(_category: TrendCategory, _span: TrendSpan): Promise<TrendAnswer> {
    return { points: [] };
  }

  async forecast(): Promise<Forecast> {
    return { kind: 'unknown' };
  }

  async changes(_since: 'day' | 'week'): Promise<Changes> {
    return { changes: [], newcomers: [] };
  }
}
