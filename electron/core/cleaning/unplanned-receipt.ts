/** The receipt of a clean that nobody watched and that never came to a plan with anything in it. */

import type { CleanProblem, Receipt } from '../../../shared/plan.ts';

type Told = Pick<Receipt, 'planId' | 'preset' | 'presetName' | 'source' | 'startedAtMs'>;

/** Without a problem there was nothing to clean. */
export function unplannedReceipt(told: Told & { readonly problem: CleanProblem | undefined }): Receipt {
  return {
    ...told,
    durationMs: 0,
    outcome: told.problem === undefined ? 'done' : 'refused',
    deleted: [],
    skipped: [],
    engineBytes: 0,
    freedBytes: 0,
    diskBytes: undefined,
  };
}
