/** Receipts of the engine in memory, with deleted images. */

import type { DeletedItem, EngineIdentity, Receipt } from '../../../shared/plan.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';

export const hex = (digit: string): string => `sha256:${digit.repeat(64)}`;

export function aDeletedImage(given: Partial<DeletedItem> & { readonly id: string }): DeletedItem {
  return {
    kind: 'image',
    name: given.id,
    sizeBytes: 10,
    freesBytes: 10,
    references: [],
    digests: [],
    ...given,
  };
}

export function aReceipt(
  deleted: readonly DeletedItem[],
  engine: EngineIdentity = new MemoryEngine().identityNow,
): Receipt {
  return {
    planId: 'plan',
    engine,
    preset: 'deep',
    presetName: '',
    source: 'window',
    startedAtMs: 0,
    durationMs: 0,
    outcome: 'done',
    deleted,
    skipped: [],
    engineBytes: 0,
    freedBytes: 0,
    diskBytes: undefined,
    problem: undefined,
  };
}
