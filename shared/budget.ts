/** How much build cache is too much. */

import type { Settings } from './settings.ts';
import type { DiskSpace } from './state.ts';

const AUTOMATIC_BYTES = 20_000_000_000;
const AUTOMATIC_SHARE = 0.1;

/** The user's budget, else 20 GB or a tenth of the engine's disk where that is known and smaller. */
export function budgetOf(settings: Pick<Settings, 'budgetBytes'>, disk: DiskSpace | undefined): number {
  if (settings.budgetBytes !== null) return settings.budgetBytes;
  return disk ? Math.min(AUTOMATIC_BYTES, Math.round(disk.totalBytes * AUTOMATIC_SHARE)) : AUTOMATIC_BYTES;
}
