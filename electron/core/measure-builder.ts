/** What one builder's cache comes to, or why nobody can tell. */

import type { BuilderRow } from '../../shared/builders.ts';
import type { ProtectRule } from '../../shared/protect-rule.ts';
import { protectsRecord } from './cleaning/protect.ts';
import { EngineError, NoBuildctl, type Builders, type FoundBuilder } from './ports/engine.ts';
import { summarizeCache } from './usage/record-standings.ts';

export type BuilderMeasure = Pick<BuilderRow, 'cache' | 'problem'>;

/** Asks one that runs; of one that does not, only its volume tells anything. */
export async function measureBuilder(
  builders: Builders,
  builder: FoundBuilder,
  rules: readonly ProtectRule[],
): Promise<BuilderMeasure> {
  if (!builder.isRunning) return { cache: undefined, problem: undefined };
  try {
    const { records, takenAtMs, isRounded = false } = await builders.open(builder).readCache();
    const { recordCount, totalBytes, freesNowBytes } = summarizeCache(records, protectsRecord(rules));
    const value = { recordCount, totalBytes, freesBytes: freesNowBytes, isRounded };
    return { cache: { takenAtMs, value }, problem: undefined };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { cache: undefined, problem: error instanceof NoBuildctl ? 'no-buildctl' : error.kind };
  }
}
