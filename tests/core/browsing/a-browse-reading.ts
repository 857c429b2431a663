/** What lists are drawn from: a test names only what matters to it. */

import type { BrowseReading } from '../../../electron/core/browsing/listing.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { anInventory, ENGINE_NOW_MS } from '../an-inventory.ts';

export interface InventoryReading extends BrowseReading {
  readonly inventory: Inventory;
}

export function aBrowseReading(
  contents: Partial<Inventory> = {},
  given: Partial<BrowseReading> = {},
): InventoryReading {
  const inventory = anInventory(contents);
  return {
    records: inventory.records,
    recordsTakenAtMs: ENGINE_NOW_MS,
    measuredAtMs: ENGINE_NOW_MS,
    guard: { protectRules: [], keepsKnownTools: true },
    useOf: (id) =>
      inventory.images.some((image) => image.id === id && image.containerCount > 0)
        ? { kind: 'in-use' }
        : { kind: 'not-seen', sinceMs: 0 },
    logs: new Map(),
    ends: new Map(),
    ...given,
    inventory,
  };
}
