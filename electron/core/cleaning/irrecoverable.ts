/** What cannot be had again once it is deleted. */

import type { PlanItem } from '../../../shared/plan.ts';

/**
 * A written container layer, a volume, a named image without a digest: it was never pushed nor pulled. The containerd store gives
 * digests to all, so none is promised back there. Anything else a build, a pull or a start makes anew.
 */
export function isIrrecoverable({ kind, sizeBytes, references, digests }: PlanItem): boolean {
  switch (kind) {
    case 'container':
      return sizeBytes > 0;
    case 'image':
      return references.length > 0 && digests.length === 0;
    case 'volume':
      return true;
    case 'network':
    case 'record':
      return false;
  }
}
